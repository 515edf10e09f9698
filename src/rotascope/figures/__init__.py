"""Pictures of answers, the same on every surface. Colours and fonts live in `theme` alone.

`picture(term)` (`pictures` for all of an answer's) is plain data that a page draws; `draw(term)` is a
Plotly figure. The functions themselves, for a page that knows which picture it wants:

- `lines.ratio(reading, verdict)`, `lines.series(reading, small)`: over time.
- `rotation.rotation_map(readings)`, `strip.strip(readings)`, `evidence.evidence(axis_verdict)`.
- `two_axes.two_axes(two_axes)`: both axes on one map, with clouds (`desk.axes()`).
- `concentration.concentration(readings)`: weights and HHI through the files.
- `reliability.reliability_diagram(reliability)`.
- `heat.base_rates(base_rate)`, `heat.yield_heat(yield_signs)`, `yields.yields(yield_signs, pair)`.
- `parallels.parallels(chapter)`: drawdowns around the months most like this one.
- `chapters.chapter(chapter)`, `chapters.hypotheses(hypotheses)`.
- `bars.performance(performances)`, `bars.tone(sentiment)`.
- `claims.verdicts(checked)`, `claims.printed_and_found(checked)`.
- `events.agenda(agenda)`, `events.reaction(reaction)`.
- `spans.data(data)`, `spans.vintages(data)`.
- `tracks.thesis(thesis)`, `tracks.track(track)`, `tracks.drift(drift)`.
- `static.svg(picture, mode, width)`: any of them as SVG text, in the page's colours without a mode.

Each raises WrongUse, with a sentence that a page may print, where there is nothing to draw.
"""

from rotascope.figures.draw import draw, picture, pictures
from rotascope.figures.frame import Picture

__all__ = ["Picture", "draw", "picture", "pictures"]
