"""``python -m tests.bench [WORD …]``: all figures, or those with one of the words in the name."""

from __future__ import annotations

import sys

import tests.bench
from tests.figures import main

main(tests.bench, sys.argv[1:])
