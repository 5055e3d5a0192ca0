"""``python -m tests.drill [WORD …]``: all figures, or those with one of the words in the name."""

from __future__ import annotations

import sys

import tests.drill
from tests.figures import main

main(tests.drill, sys.argv[1:])
