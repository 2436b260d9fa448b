"""What is measured, each as a ratio to a baseline in the same run.

All of it, printed line by line: `pytest -m benchmark tests/benchmarks -s -n0`. With `KHARD=/path/to/khard` the
commands are compared with khard, else with a Python that only starts.
"""
