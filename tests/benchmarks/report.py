"""How the benchmarks say what they measured: one line each, beside what is aimed at (DESIGN 10)."""


def tell(what: str, measured: float, aim: float, unit: str = "×") -> None:
    """Print a line: what was measured, against which aim, and whether it was reached."""
    reached = "reached" if measured <= aim else "NOT reached"
    print(f"\n  {what:<62} {measured:8.2f} {unit:<3} aim ≤ {aim:g}: {reached}", end="")
