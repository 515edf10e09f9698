"""Small statistics without SciPy, whose import costs half a second: cdf, quantiles, intervals."""

from __future__ import annotations

import math

import numpy as np

__all__ = [
    "beta_cdf",
    "beta_ppf",
    "binomial_p",
    "clopper_pearson",
    "normal_cdf",
    "normal_ppf",
    "shrink",
    "student_p",
    "student_reach",
    "wilson",
]


def normal_cdf(z: float) -> float:
    """Standard normal distribution function."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


# Wichura (1988), algorithm AS 241, PPND16: coefficients of the three rational approximations.
_A = (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3)  # fmt: skip
_B = (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3)  # fmt: skip
_C = (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
      3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4)  # fmt: skip
_D = (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9)  # fmt: skip
_E = (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7)  # fmt: skip
_F = (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15)  # fmt: skip


def _ratio(top: tuple[float, ...], bottom: tuple[float, ...], r: float) -> float:
    return float(np.polyval(top[::-1], r) / np.polyval(bottom[::-1], r))


def normal_ppf(p: float) -> float:
    """Standard normal quantile, relative error about 1e-16. p in (0, 1); else +-infinity or NaN."""
    if not 0.0 < p < 1.0:
        return -math.inf if p == 0.0 else math.inf if p == 1.0 else math.nan
    centre = p - 0.5
    if abs(centre) <= 0.425:
        return centre * _ratio(_A, _B, 0.180625 - centre * centre)
    r = math.sqrt(-math.log(min(p, 1.0 - p)))
    found = _ratio(_C, _D, r - 1.6) if r <= 5.0 else _ratio(_E, _F, r - 5.0)
    return math.copysign(found, centre)


def wilson(k: int, n: int, level: float = 0.9) -> tuple[float, float]:
    """Wilson interval (1927) of a share of k successes in n independent trials; (0, 1) if n = 0."""
    if n == 0:
        return 0.0, 1.0
    z = normal_ppf(0.5 + level / 2.0)
    share, z2 = k / n, z * z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(centre - half, 0.0), min(centre + half, 1.0)


def shrink(k: float, n: float, base: float, weight: float = 20.0) -> float:
    """(k + weight * base) / (n + weight): a share drawn towards the base rate by `weight` cases."""
    return (k + weight * base) / (n + weight)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    front = math.exp(log_front)
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _continued(x, a, b) / a
    return 1.0 - front * _continued(1.0 - x, b, a) / b


def _continued(x: float, a: float, b: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 300):
        before = h
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1.0 + term * d, 1.0 + term / c
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            h *= d * c
        if abs(h - before) < 1e-16 * abs(h):
            break
    return h


def beta_ppf(p: float, a: float, b: float) -> float:
    """Quantile of the beta distribution by bisection, to about 1e-14. a, b > 0."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def clopper_pearson(k: int, n: int, level: float = 0.9) -> tuple[float, float]:
    """Exact interval (1934) of a share of k successes in n independent trials; (0, 1) if n = 0."""
    tail = (1.0 - level) / 2.0
    low = 0.0 if k == 0 else beta_ppf(tail, k, n - k + 1)
    high = 1.0 if k == n else beta_ppf(1.0 - tail, k + 1, n - k)
    return low, high


def binomial_p(k: int, n: int, share: float, *, two_sided: bool = True) -> float:
    """Exact p of k successes in n independent trials: twice the smaller tail, or k or more.

    Null hypothesis: each succeeds with chance `share`. Two-sided it is the companion of
    `clopper_pearson`: below 1 - level where that interval leaves `share` out.
    """
    upper = 1.0 if k == 0 else beta_cdf(share, k, n - k + 1)
    if not two_sided:
        return upper
    lower = 1.0 if k == n else 1.0 - beta_cdf(share, k + 1, n - k)
    return min(2.0 * min(upper, lower), 1.0)


def student_p(t: float, freedom: float) -> float:
    """P(|T| >= |t|) of Student's t with `freedom` degrees of freedom; NaN where t is, or without any."""
    if math.isnan(t) or not freedom > 0.0:
        return math.nan
    return beta_cdf(freedom / (freedom + t * t), freedom / 2.0, 0.5)


def student_reach(level: float, freedom: float) -> float:
    """The t that |T| stays below with probability `level`, 0 < level < 1: errors an interval reaches."""
    x = beta_ppf(1.0 - level, freedom / 2.0, 0.5)
    return math.sqrt(freedom * (1.0 - x) / x)
