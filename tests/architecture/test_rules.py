"""Each rule of the house finds what breaks it: a rule that never fails proves nothing."""

import ast
from collections.abc import Callable

import pytest

from tests.architecture import rules

BREAKING = [
    (lambda tree: rules.to_the_right("catalog", tree), "from licensing.models import Licence"),
    (lambda tree: rules.to_the_right("governance", tree), "def f():\n    import accounts"),
    (lambda tree: rules.to_the_right("pricing", tree), "import_module('disclosure.models')"),
    (rules.impure, "from django.db import models"),
    (rules.impure, "import random"),
    (rules.status_writes, "licence.status = 'in_force'"),
    (rules.status_writes, "licence.status, licence.reason = 'in_force', ''"),
    (rules.status_writes, "licence.status: str = 'in_force'"),
    (rules.status_writes, "setattr(licence, 'status', 'in_force')"),
    (rules.status_writes, "object.__setattr__(licence, 'status', 'in_force')"),
    (rules.status_writes, "Licence.objects.filter(pk=1).update(status='in_force')"),
    (rules.status_writes, "Licence.objects.update(**{'status': 'in_force'})"),
    (rules.status_writes, "Licence.objects.update_or_create(number=1, defaults={'status': 'x'})"),
    (rules.status_writes, "Licence.objects.bulk_update(rows, ['number', 'status'])"),
    (rules.status_writes, "Licence.objects.bulk_update(rows, fields=['status'])"),
    (rules.long_functions, "def f():\n" + "    pass\n" * 30),
    (rules.hidden_imports, "def f():\n    from catalog import models"),
    (rules.relative_imports, "from . import models"),
    (rules.lacks_docstring, "import os"),
]
KEEPING = [
    (lambda tree: rules.to_the_right("licensing", tree), "from catalog.models import DataResource"),
    (rules.impure, "from decimal import Decimal"),
    (rules.status_writes, "class Licence:\n    status = models.CharField()"),
    (rules.status_writes, "if licence.status == 'draft':\n    seen = licence.status"),
    (rules.status_writes, "Licence.objects.filter(status='draft').update(number=1)"),
    (rules.status_writes, "setattr(licence, 'number', licence.status)"),
    (rules.long_functions, "def f():\n" + "    pass\n" * 29),
    (rules.hidden_imports, "import os\ndef f():\n    pass"),
    (rules.relative_imports, "from catalog import models"),
    (rules.lacks_docstring, '"""What it is for."""\nimport os'),
    (rules.lacks_docstring, ""),
]


@pytest.mark.parametrize(("rule", "source"), BREAKING)
def test_what_breaks_a_rule_is_found(rule: Callable[[ast.Module], object], source: str) -> None:
    assert rule(ast.parse(source))


@pytest.mark.parametrize(("rule", "source"), KEEPING)
def test_what_keeps_a_rule_is_left_alone(rule: Callable[[ast.Module], object], source: str) -> None:
    assert not rule(ast.parse(source))
