#!/usr/bin/env python
"""Run a management command of the portal."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # An operator's command may take its time; the limit is for requests.
    os.environ.setdefault("PORTAL_STATEMENT_TIMEOUT", "0")
    execute_from_command_line(sys.argv)
