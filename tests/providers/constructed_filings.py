"""Bodies of the SEC as the replay server gives them: EDGAR's real formats, invented numbers and filings.

`python -m tests.providers.constructed_filings` writes them anew, byte for byte the same.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

__all__ = ["COMPANIES", "FUNDS", "atom", "facts", "nport", "swap", "write"]

BODIES = Path(__file__).resolve().parents[1] / "replay" / "bodies"
SEC, DATA = BODIES / "www.sec.gov", BODIES / "data.sec.gov"

# Tickers and CIKs are EDGAR's own; what the companies are said to have filed is invented.
COMPANIES = (
    (1045810, "NVDA", "NVIDIA CORP"), (1652044, "GOOGL", "Alphabet Inc."),
    (320193, "AAPL", "Apple Inc."), (789019, "MSFT", "MICROSOFT CORP"),
    (1018724, "AMZN", "AMAZON COM INC"), (1326801, "META", "Meta Platforms, Inc."),
    (1318605, "TSLA", "Tesla, Inc."), (1067983, "BRK-B", "BERKSHIRE HATHAWAY INC"),
    (1652044, "GOOG", "Alphabet Inc."), (1067983, "BRK-A", "BERKSHIRE HATHAWAY INC"),
    (1408710, "FN", "Fabrinet"), (1807794, "CRDO", "Credo Technology Group Holding Ltd"),
    (1575515, "SFM", "Sprouts Farmers Market, Inc."), (1773751, "HIMS", "Hims & Hers Health, Inc."),
)  # fmt: skip
# fund: (trust, series, accession of the newest report); series and accessions are invented.
FUNDS = {
    "QQQ": (1067839, "S000900001", "0009999999-26-000011"),
    "RSP": (1209466, "S000900002", "0009999999-26-000012"),
    "XMAG": (1924868, "S000900003", "0009999999-26-000013"),
    "MAGS": (1976517, "S000900004", "0009999999-26-000014"),
}
FILED = "2026-05-28"


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def tickers() -> str:
    """company_tickers.json: rows numbered from 0, one a ticker."""
    rows = {str(n): {"cik_str": cik, "ticker": symbol, "title": title}
            for n, (cik, symbol, title) in enumerate(COMPANIES)}  # fmt: skip
    return json.dumps(rows, separators=(",", ":"))


def series() -> str:
    """company_tickers_mf.json: fields and data, one row a class."""
    data = [[trust, name, f"C{name[1:]}", fund] for fund, (trust, name, _) in FUNDS.items()]
    data.append([36405, "S000002839", "C000092055", "VOO"])
    document = {"fields": ["cik", "seriesId", "classId", "symbol"], "data": data}
    return json.dumps(document, separators=(",", ":"))


def facts(cik: int, name: str) -> bytes:
    """A company's facts: two fiscal years of a flow, the older one filed twice, and two instants."""

    def point(year: int, value: int, filed: int, **start: str) -> dict[str, object]:
        return {**start, "end": f"{year}-12-31", "val": value, "fy": filed - 1, "fp": "FY",
                "accn": f"{cik:010d}-{filed % 100}-000001", "form": "10-K",
                "filed": f"{filed}-02-10"}  # fmt: skip

    flow = [point(year, cik + 1000 * year, filed, start=f"{year}-01-01")
            for year, filed in ((2024, 2025), (2024, 2026), (2025, 2026))]  # fmt: skip
    stock = [point(year, 5 * cik + year, year + 1) for year in (2024, 2025)]
    shares = [point(2025, cik * 7, 2026)]
    document = {
        "cik": cik, "entityName": name,
        "facts": {
            "dei": {"EntityCommonStockSharesOutstanding": {"label": "", "description": "",
                                                           "units": {"shares": shares}}},
            "us-gaap": {
                "PaymentsForRepurchaseOfCommonStock": {"label": "", "description": "",
                                                       "units": {"USD": flow}},
                "Assets": {"label": "", "description": "", "units": {"USD": stock}},
                "AmortizationOfIntangibleAssets": {"label": None, "description": None,
                                                   "units": {"USD": flow[:1]}},
            },
        },
    }  # fmt: skip
    return json.dumps(document, separators=(",", ":")).encode()


def archive() -> bytes:
    """companyfacts.zip: one entry a company, and one of a company nobody asks for."""
    place = SEC / "Archives/edgar/daily-index/xbrl/companyfacts.zip"
    place.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for cik, name in {cik: title for cik, _, title in COMPANIES}.items():
            entry = zipfile.ZipInfo(f"CIK{cik:010d}.json", (2026, 6, 12, 3, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, facts(cik, name))
    return place.read_bytes()


def atom(trust: int, accession: str) -> str:
    """EDGAR's list of a series' filings: the newest report, the one before, an amendment."""

    def entry(number: str, form: str, filed: str) -> str:
        folder = f"https://www.sec.gov/Archives/edgar/data/{trust}/{number.replace('-', '')}"
        return f"""  <entry>
    <category label="form type" scheme="https://www.sec.gov/" term="{form}" />
    <content type="text/xml">
      <accession-number>{number}</accession-number>
      <act>40</act>
      <filing-date>{filed}</filing-date>
      <filing-href>{folder}/{number}-index.htm</filing-href>
      <filing-type>{form}</filing-type>
      <form-name>Monthly Portfolio Investments Report on Form N-PORT (Public)</form-name>
      <size>1 MB</size>
    </content>
    <id>urn:tag:sec.gov,2008:accession-number={number}</id>
    <title>{form}  - Monthly Portfolio Investments Report on Form N-PORT (Public)</title>
    <updated>{filed}T12:34:56-04:00</updated>
  </entry>
"""

    return f"""<?xml version="1.0" encoding="ISO-8859-1" ?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <author><email>webmaster@sec.gov</email><name>Webmaster</name></author>
  <company-info><cik>{trust:010d}</cik><conformed-name>Constructed Trust</conformed-name></company-info>
{entry("0009999999-26-000099", "NPORT-P/A", "2026-06-01")}\
{entry(accession, "NPORT-P", FILED)}\
{entry("0009999999-26-000001", "NPORT-P", "2026-02-26")}\
</feed>
"""


def line(
    name: str, cusip: str, ticker: str, value: float, assets: float, category: str = "EC"
) -> str:
    """A reported line that is no contract."""
    return f"""      <invstOrSec>
        <name>{name}</name>
        <lei>N/A</lei>
        <title>{name}</title>
        <cusip>{cusip}</cusip>
        <identifiers><ticker value="{ticker}"/></identifiers>
        <balance>{value / 100:.2f}</balance>
        <units>{"NS" if category == "EC" else "PA"}</units>
        <curCd>USD</curCd>
        <valUSD>{value:.2f}</valUSD>
        <pctVal>{100 * value / assets:.10f}</pctVal>
        <payoffProfile>Long</payoffProfile>
        <assetCat>{category}</assetCat>
        <issuerCat>{"CORP" if category == "EC" else "UST"}</issuerCat>
        <invCountry>US</invCountry>
        <fairValLevel>1</fairValLevel>
      </invstOrSec>
"""


def swap(
    title: str, cusip: str, notional: float, gain: float, dealer: str, *, short: bool = False
) -> str:
    """A total return swap: long, the return of the underlying is received; short, it is paid."""
    legs = ["Rec", "Pmnt"]
    own, other = reversed(legs) if short else legs
    return f"""      <invstOrSec>
        <name>{dealer}</name>
        <lei>N/A</lei>
        <title>{title}</title>
        <cusip>N/A</cusip>
        <identifiers><other otherDesc="INTERNAL" value="{cusip}TRS"/></identifiers>
        <balance>1</balance>
        <units>NC</units>
        <curCd>USD</curCd>
        <valUSD>{gain:.2f}</valUSD>
        <pctVal>{gain / 20_000_000:.10f}</pctVal>
        <payoffProfile>N/A</payoffProfile>
        <assetCat>DE</assetCat>
        <issuerConditional desc="SWAP" issuerCat="OTHER"/>
        <invCountry>US</invCountry>
        <derivativeInfo><swapDeriv derivCat="SWP">
          <counterparties><counterpartyName>{dealer}</counterpartyName>
            <counterpartyLei>N/A</counterpartyLei></counterparties>
          <descRefInstrmnt><otherRefInst><issuerName>{title}</issuerName><issueTitle>{title}</issueTitle>
            <identifiers><cusip value="{cusip}"/></identifiers></otherRefInst></descRefInstrmnt>
          <swapFlag>Y</swapFlag>
          <other{own}Desc fixedOrFloating="Other">{title}</other{own}Desc>
          <floating{other}Desc curCd="USD" fixedOrFloating="Floating" floatingRtIndex="OBFR"
            floatingRtSpread="0.5" pmntAmt="0"/>
          <terminationDt>2026-07-14</terminationDt>
          <upfrontPmnt>0</upfrontPmnt><pmntCurCd>USD</pmntCurCd>
          <upfrontRcpt>0</upfrontRcpt><rcptCurCd>USD</rcptCurCd>
          <notionalAmt>{notional:.2f}</notionalAmt>
          <curCd>USD</curCd>
          <unrealizedAppr>{gain:.2f}</unrealizedAppr>
        </swapDeriv></derivativeInfo>
      </invstOrSec>
"""


def nport(trust: int, name: str, lines: str, assets: float) -> str:
    """A report with the parts that are read, and the blank line first that real files begin with."""
    return f"""
<?xml version="1.0" encoding="UTF-8"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport">
  <headerData><submissionType>NPORT-P</submissionType></headerData>
  <formData>
    <genInfo>
      <regName>Constructed Trust</regName>
      <regCik>{trust:010d}</regCik>
      <seriesName>Constructed</seriesName>
      <seriesId>{name}</seriesId>
      <repPdEnd>2026-12-31</repPdEnd>
      <repPdDate>2026-03-31</repPdDate>
    </genInfo>
    <fundInfo>
      <totAssets>{assets + 1000:.2f}</totAssets>
      <totLiabs>1000.00</totLiabs>
      <netAssets>{assets:.2f}</netAssets>
    </fundInfo>
    <invstOrSecs>
{lines}    </invstOrSecs>
  </formData>
</edgarSubmission>
"""


def report(fund: str) -> str:
    """The newest report of one of the funds: two shares and a bill; of MAGS also a swap on each."""
    trust, name, _ = FUNDS[fund]
    assets = 2_000_000_000.0
    lines = line("NVIDIA CORP", "67066G104", "NVDA", 0.55 * assets, assets)
    lines += line("APPLE INC", "037833100", "AAPL", 0.41 * assets, assets)
    lines += line("UNITED STATES TREASURY BILL", "912797UP0", "N/A", 0.03 * assets, assets, "DBT")
    if fund == "MAGS":
        lines += swap("NVIDIA CORP SWAP", "67066G104", 0.2 * assets, 1_250_000, "Nomura Securities")
        lines += swap("APPLE INC SWAP", "037833100", 0.1 * assets, -40_000, "Goldman Sachs")
    return nport(trust, name, lines, assets)


def write() -> None:
    """Every body of www.sec.gov and data.sec.gov."""
    _put(SEC / "files/company_tickers.json", tickers())
    _put(SEC / "files/company_tickers_mf.json", series())
    archive()
    for fund, (trust, name, accession) in FUNDS.items():
        _put(SEC / f"cgi-bin/browse-edgar@CIK={name}", atom(trust, accession))
        folder = SEC / f"Archives/edgar/data/{trust}/{accession.replace('-', '')}"
        _put(folder / "primary_doc.xml", report(fund))
    for cik, _, title in COMPANIES[:7]:
        place = DATA / f"api/xbrl/companyfacts/CIK{cik:010d}.json"
        _put(place, facts(cik, title))


if __name__ == "__main__":
    write()
