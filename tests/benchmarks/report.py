"""How the benchmarks say what they measured: one line each, beside what is aimed at."""

from math import isfinite


def tell(what: str, measured: float, aim: float, unit: str = "×") -> None:
    """Print a line: what was measured, against which aim (infinite: none), and whether it was reached."""
    reached = "reached" if measured <= aim else "NOT reached"
    against = f"aim ≤ {aim:g}: {reached}" if isfinite(aim) else "no aim"
    print(f"\n  {what:<62} {measured:8.2f} {unit:<3} {against}", end="")
