"""`python -m netgarden`."""

from netgarden.cli import main

main()
