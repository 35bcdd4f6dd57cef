import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import pricing.models.ranges
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_guards"),
        ("accounts", "__first__"),
        ("governance", "0007_guarded_packages"),
        ("licensing", "0002_laws"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowedRevenue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "status_since",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="进入当前状态的日期"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        null=True,
                        verbose_name="办理期限",
                    ),
                ),
                (
                    "due_rule",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="期限依据"
                    ),
                ),
                (
                    "due_is_provisional",
                    models.BooleanField(default=False, editable=False, verbose_name="期限为暂定"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "拟订中"),
                            ("proposed", "待价格主管部门签署"),
                            ("signed", "待数据主管部门会签"),
                            ("returned", "已退回"),
                            ("in_force", "已核定"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("cycle_start", models.DateField(verbose_name="评估周期起始日")),
                (
                    "cycle_end",
                    models.DateField(
                        help_text="评估周期不超过三年。", verbose_name="评估周期截止日"
                    ),
                ),
                (
                    "spread",
                    models.DecimalField(
                        decimal_places=6,
                        help_text="按小数填写，最高 6 个百分点，即 0.06。",
                        max_digits=7,
                        verbose_name="加点",
                    ),
                ),
                (
                    "tax",
                    models.DecimalField(decimal_places=2, max_digits=16, verbose_name="税金（元）"),
                ),
                ("tax_note", models.CharField(blank=True, max_length=300, verbose_name="税金说明")),
                (
                    "carry_over_deduction",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=16,
                        verbose_name="上一周期超收扣减（元）",
                    ),
                ),
                (
                    "carry_over_note",
                    models.CharField(blank=True, max_length=300, verbose_name="扣减说明"),
                ),
                (
                    "yield_mean",
                    models.DecimalField(
                        decimal_places=10,
                        editable=False,
                        max_digits=11,
                        null=True,
                        verbose_name="采用的国债平均收益率",
                    ),
                ),
                (
                    "profit_rate",
                    models.DecimalField(
                        decimal_places=10,
                        editable=False,
                        max_digits=11,
                        null=True,
                        verbose_name="准许利润率",
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=16,
                        null=True,
                        verbose_name="经营成本（元）",
                    ),
                ),
                (
                    "profit",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=16,
                        null=True,
                        verbose_name="准许利润（元）",
                    ),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=16,
                        null=True,
                        verbose_name="最高准许收入（元）",
                    ),
                ),
                (
                    "derivation",
                    models.JSONField(editable=False, null=True, verbose_name="推算过程"),
                ),
                (
                    "price_signed_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="价格主管部门签署日期"
                    ),
                ),
                (
                    "data_signed_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="数据主管部门签署日期"
                    ),
                ),
                (
                    "document_no",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="核定文号"
                    ),
                ),
                (
                    "document_on",
                    models.DateField(editable=False, null=True, verbose_name="核定文件日期"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "data_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersigned_revenues",
                        to="accounts.organisation",
                        verbose_name="会同核定的数据主管部门",
                    ),
                ),
                (
                    "data_signed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="数据主管部门签署人",
                    ),
                ),
                (
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowed_revenues",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "price_authority",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priced_revenues",
                        to="accounts.organisation",
                        verbose_name="价格主管部门",
                    ),
                ),
                (
                    "price_signed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="价格主管部门签署人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="拟订人",
                    ),
                ),
            ],
            options={
                "verbose_name": "最高准许收入",
                "verbose_name_plural": "最高准许收入",
                "ordering": ("-cycle_start", "licence"),
                "permissions": (
                    ("propose_allowedrevenue", "拟订准许收入"),
                    ("sign_allowedrevenue", "价格主管部门签署准许收入"),
                    ("countersign_allowedrevenue", "数据主管部门会签准许收入"),
                    ("return_allowedrevenue", "退回准许收入"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "proposed", "signed", "returned", "in_force"))
                        ),
                        name="allowed_revenue_status_is_known",
                        violation_error_message="准许收入的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spread__gte", 0), ("spread__lte", Decimal("0.06"))),
                        name="allowed_revenue_spread_within_six_points",
                        violation_error_message="加点应在 0 与 6 个百分点之间（65号 三），请改为 0.06 以内。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("carry_over_deduction__gte", 0), ("tax__gte", 0)),
                        name="allowed_revenue_terms_are_not_negative",
                        violation_error_message="税金和扣减金额不得为负，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cycle_end__gte", models.F("cycle_start")),
                            (
                                "cycle_end__lt",
                                pricing.models.ranges.ThreeYearsAfter(models.F("cycle_start")),
                            ),
                        ),
                        name="allowed_revenue_cycle_within_three_years",
                        violation_error_message="评估周期不得超过三年（65号 四），请缩短截止日。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "returned")),
                            models.Q(
                                ("derivation__isnull", False),
                                (
                                    "profit_rate",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("yield_mean"), "+", models.F("spread")
                                    ),
                                ),
                                ("proposed_by__isnull", False),
                                (
                                    "total",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("cost"), "+", models.F("profit")
                                            ),
                                            "+",
                                            models.F("tax"),
                                        ),
                                        "-",
                                        models.F("carry_over_deduction"),
                                    ),
                                ),
                                ("total__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="allowed_revenue_adds_up",
                        violation_error_message="准许收入与成本、利润、税金和扣减不符，请重新拟订。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("signed", "in_force")), _negated=True),
                            models.Q(
                                ("price_signed_by__isnull", False),
                                ("price_signed_on__isnull", False),
                                models.Q(
                                    ("price_signed_by", models.F("proposed_by")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="allowed_revenue_signed_by_a_second_person",
                        violation_error_message="准许收入须由拟订人以外的人签署，请由另一人办理。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "in_force"), _negated=True),
                            models.Q(
                                ("data_signed_by__isnull", False),
                                ("data_signed_on__isnull", False),
                                models.Q(
                                    ("data_signed_by", models.F("price_signed_by")), _negated=True
                                ),
                                models.Q(
                                    ("data_signed_by", models.F("proposed_by")), _negated=True
                                ),
                                models.Q(("document_no", ""), _negated=True),
                                ("document_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="allowed_revenue_decided_by_two",
                        violation_error_message="准许收入须由价格主管部门和数据主管部门的不同人员签署，并写明核定文号和日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_authority", models.F("data_authority")), _negated=True
                        ),
                        name="allowed_revenue_decided_by_two_organisations",
                        violation_error_message="价格主管部门与数据主管部门须为两个单位，请更换其一。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "in_force")),
                        expressions=(
                            (
                                models.Func(
                                    models.F("licence"),
                                    models.F("licence"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("cycle_start"),
                                    models.F("cycle_end"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ),
                        name="allowed_revenue_one_for_each_day",
                        violation_error_message="该协议在这一评估周期内已有核定的准许收入，请核对周期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CapTariff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "status_since",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="进入当前状态的日期"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        null=True,
                        verbose_name="办理期限",
                    ),
                ),
                (
                    "due_rule",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="期限依据"
                    ),
                ),
                (
                    "due_is_provisional",
                    models.BooleanField(default=False, editable=False, verbose_name="期限为暂定"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("per_product", "按产品数量"),
                            ("per_call", "按服务次数"),
                            ("per_period", "按服务时间"),
                            ("per_volume", "按数据调用量"),
                            ("other", "其他计费单位"),
                        ],
                        max_length=16,
                        verbose_name="计费单位",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(help_text="不得早于办理当日。", verbose_name="执行起始日"),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="留空表示执行到新的标准为止。",
                        null=True,
                        verbose_name="执行截止日",
                    ),
                ),
                (
                    "validity",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        verbose_name="执行期间",
                    ),
                ),
                (
                    "line",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.comparison.Cast(
                                    models.F("product"), models.BigIntegerField()
                                ),
                                "*",
                                models.Value(16),
                            ),
                            "+",
                            models.Case(
                                models.When(then=models.Value(0), unit="per_product"),
                                models.When(then=models.Value(1), unit="per_call"),
                                models.When(then=models.Value(2), unit="per_period"),
                                models.When(then=models.Value(3), unit="per_volume"),
                                models.When(then=models.Value(4), unit="other"),
                                default=models.Value(5),
                            ),
                        ),
                        output_field=models.BigIntegerField(),
                        verbose_name="产品与计费单位",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "拟订中"),
                            ("set", "已制定，待书面报告"),
                            ("reported", "已书面报告"),
                            ("superseded", "已定截止日"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="每一计费单位的最高收费，最小到 0.0001 元；公共治理和公益事业填 0。",
                        max_digits=14,
                        verbose_name="上限收费标准（元）",
                    ),
                ),
                ("document_no", models.CharField(max_length=60, verbose_name="依据文号")),
                ("supervision_phone", models.CharField(max_length=40, verbose_name="监督电话")),
                ("set_on", models.DateField(editable=False, null=True, verbose_name="制定日期")),
                (
                    "report_no",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="书面报告文号"
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(editable=False, null=True, verbose_name="书面报告日期"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cap_tariffs",
                        to="licensing.product",
                        verbose_name="公共数据产品和服务",
                    ),
                ),
                (
                    "revenue",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cap_tariffs",
                        to="pricing.allowedrevenue",
                        verbose_name="所依据的最高准许收入",
                    ),
                ),
            ],
            options={
                "verbose_name": "上限收费标准",
                "verbose_name_plural": "上限收费标准",
                "ordering": ("product", "unit", "-starts_on"),
                "permissions": (
                    ("set_captariff", "制定上限收费标准"),
                    ("report_captariff", "书面报告上限收费标准"),
                    ("supersede_captariff", "截止执行上限收费标准"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                ("per_product", "per_call", "per_period", "per_volume", "other"),
                            )
                        ),
                        name="captariff_unit_is_listed",
                        violation_error_message="计费单位不在规定的范围内，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="captariff_is_not_negative",
                        violation_error_message="收费标准不得为负，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="captariff_ends_after_it_starts",
                        violation_error_message="执行截止日不得早于执行起始日，请核对日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "set", "reported", "superseded"))
                        ),
                        name="cap_tariff_status_is_known",
                        violation_error_message="上限收费标准的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("set_on__isnull", False), ("starts_on__gte", models.F("set_on"))
                            ),
                            _connector="OR",
                        ),
                        name="cap_tariff_never_applies_before_it_is_set",
                        violation_error_message="上限收费标准不得早于制定之日执行，请改为制定当日或以后。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("reported", "superseded")), _negated=True),
                            models.Q(
                                models.Q(("report_no", ""), _negated=True),
                                ("reported_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cap_tariff_reported_in_writing",
                        violation_error_message="书面报告须写明文号和日期（65号 二），请补充后再办理。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status__in", ("set", "reported", "superseded"))),
                        expressions=(
                            (
                                models.Func(
                                    models.F("line"),
                                    models.F("line"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            ("validity", "&&"),
                        ),
                        name="cap_tariff_one_for_each_day",
                        violation_error_message="同一产品、同一计费单位在这段时间已有上限收费标准，请核对执行日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostSurvey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "status_since",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="进入当前状态的日期"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        null=True,
                        verbose_name="办理期限",
                    ),
                ),
                (
                    "due_rule",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="期限依据"
                    ),
                ),
                (
                    "due_is_provisional",
                    models.BooleanField(default=False, editable=False, verbose_name="期限为暂定"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("submitted", "待复核"),
                            ("returned", "已退回"),
                            ("checked", "已复核"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="准许利润率采用前一年的十年期国债平均收益率。",
                        verbose_name="成本调查年度",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(editable=False, null=True, verbose_name="复核日期"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_surveys",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "price_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_surveys",
                        to="accounts.organisation",
                        verbose_name="价格主管部门",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="单独核算报表",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
            ],
            options={
                "verbose_name": "成本调查",
                "verbose_name_plural": "成本调查",
                "ordering": ("-year", "licence"),
                "permissions": (
                    ("submit_costsurvey", "提交成本调查"),
                    ("check_costsurvey", "复核成本调查"),
                    ("return_costsurvey", "退回成本调查"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "submitted", "returned", "checked"))
                        ),
                        name="cost_survey_status_is_known",
                        violation_error_message="成本调查的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.UniqueConstraint(
                        fields=("licence", "year"),
                        name="cost_survey_once_a_year",
                        violation_error_message="该协议在这一年度已有成本调查，请打开已有记录。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "checked"), _negated=True),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("checked_on__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("checked_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cost_survey_checked_by_a_second_person",
                        violation_error_message="成本调查须由填报人以外的人复核，请由另一人办理。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("1_platform", "授权运营相关平台建设和运维成本"),
                            ("2_data", "数据传输、汇聚、存储、治理等成本"),
                            ("3_people", "人力资源成本"),
                            ("4_acquisition", "获取公共数据资源的相关支出"),
                            ("5_period", "期间费用"),
                        ],
                        max_length=16,
                        verbose_name="成本类别",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="成本项目")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, verbose_name="上报金额（元）"
                    ),
                ),
                (
                    "allowed",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, verbose_name="核定金额（元）"
                    ),
                ),
                (
                    "welfare_share",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("0"),
                        help_text="公共治理和公益事业所占的部分，25% 填 0.25。",
                        max_digits=7,
                        verbose_name="公益分摊比例",
                    ),
                ),
                (
                    "subsidy",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        help_text="只填补助收费部分的金额。",
                        max_digits=16,
                        verbose_name="政府补助（元）",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="核减理由或说明"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="pricing.costsurvey",
                        verbose_name="成本调查",
                    ),
                ),
            ],
            options={
                "verbose_name": "成本项",
                "verbose_name_plural": "成本项",
                "ordering": ("survey", "category", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                ("1_platform", "2_data", "3_people", "4_acquisition", "5_period"),
                            )
                        ),
                        name="cost_item_category_is_listed",
                        violation_error_message="成本类别不在65号通知列明的五类之内，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allowed__gte", 0), ("amount__gte", 0), ("subsidy__gte", 0)
                        ),
                        name="cost_item_is_not_negative",
                        violation_error_message="成本和补助金额不得为负，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("allowed__lte", models.F("amount"))),
                        name="cost_item_allows_no_more_than_reported",
                        violation_error_message="核定金额不得大于上报金额，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allowed", models.F("amount")),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cost_item_cut_has_a_reason",
                        violation_error_message="核减成本须写明理由，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("welfare_share__gte", 0), ("welfare_share__lte", 1)),
                        name="cost_item_welfare_share_is_a_fraction",
                        violation_error_message="分摊比例应在 0 与 1 之间，25% 请填 0.25。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subsidy__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("allowed"),
                                    "-",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("allowed"), "*", models.F("welfare_share")
                                    ),
                                ),
                            )
                        ),
                        name="cost_item_subsidy_within_chargeable_cost",
                        violation_error_message="政府补助大于核定成本中的收费部分，请只填写补助收费部分的金额。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="allowedrevenue",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revenues",
                to="pricing.costsurvey",
                verbose_name="成本调查",
            ),
        ),
        migrations.CreateModel(
            name="Price",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "status_since",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="进入当前状态的日期"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        null=True,
                        verbose_name="办理期限",
                    ),
                ),
                (
                    "due_rule",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="期限依据"
                    ),
                ),
                (
                    "due_is_provisional",
                    models.BooleanField(default=False, editable=False, verbose_name="期限为暂定"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("per_product", "按产品数量"),
                            ("per_call", "按服务次数"),
                            ("per_period", "按服务时间"),
                            ("per_volume", "按数据调用量"),
                            ("other", "其他计费单位"),
                        ],
                        max_length=16,
                        verbose_name="计费单位",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(help_text="不得早于办理当日。", verbose_name="执行起始日"),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="留空表示执行到新的标准为止。",
                        null=True,
                        verbose_name="执行截止日",
                    ),
                ),
                (
                    "validity",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        verbose_name="执行期间",
                    ),
                ),
                (
                    "line",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.comparison.Cast(
                                    models.F("product"), models.BigIntegerField()
                                ),
                                "*",
                                models.Value(16),
                            ),
                            "+",
                            models.Case(
                                models.When(then=models.Value(0), unit="per_product"),
                                models.When(then=models.Value(1), unit="per_call"),
                                models.When(then=models.Value(2), unit="per_period"),
                                models.When(then=models.Value(3), unit="per_volume"),
                                models.When(then=models.Value(4), unit="other"),
                                default=models.Value(5),
                            ),
                        ),
                        output_field=models.BigIntegerField(),
                        verbose_name="产品与计费单位",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "拟订中"),
                            ("published", "已公布"),
                            ("superseded", "已定截止日"),
                            ("withdrawn", "未执行即撤回"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("trial", "试行"), ("formal", "正式")],
                        default="formal",
                        max_length=8,
                        verbose_name="收费阶段",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="每一计费单位的收费，不得高于上限；公共治理和公益事业填 0。",
                        max_digits=14,
                        verbose_name="具体收费标准（元）",
                    ),
                ),
                (
                    "published_on",
                    models.DateField(editable=False, null=True, verbose_name="公布日期"),
                ),
                (
                    "formal_application_no",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="转正式收费申请文号"
                    ),
                ),
                (
                    "formal_applied_on",
                    models.DateField(editable=False, null=True, verbose_name="转正式收费申请日期"),
                ),
                (
                    "cap",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="pricing.captariff",
                        verbose_name="起始日执行的上限收费标准",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="licensing.product",
                        verbose_name="公共数据产品和服务",
                    ),
                ),
            ],
            options={
                "verbose_name": "具体收费标准",
                "verbose_name_plural": "具体收费标准",
                "ordering": ("product", "unit", "-starts_on"),
                "permissions": (
                    ("publish_price", "公布收费标准"),
                    ("supersede_price", "截止执行收费标准"),
                    ("withdraw_price", "撤回未执行的收费标准"),
                    ("apply_formal_price", "申请转为正式收费"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                ("per_product", "per_call", "per_period", "per_volume", "other"),
                            )
                        ),
                        name="price_unit_is_listed",
                        violation_error_message="计费单位不在规定的范围内，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="price_is_not_negative",
                        violation_error_message="收费标准不得为负，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="price_ends_after_it_starts",
                        violation_error_message="执行截止日不得早于执行起始日，请核对日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "published", "superseded", "withdrawn"))
                        ),
                        name="price_status_is_known",
                        violation_error_message="收费标准的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ("trial", "formal"))),
                        name="price_stage_is_listed",
                        violation_error_message="收费阶段只能是试行或正式，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("published_on__isnull", False),
                                ("starts_on__gte", models.F("published_on")),
                            ),
                            _connector="OR",
                        ),
                        name="price_never_applies_before_its_publication",
                        violation_error_message="收费标准不得早于公布之日执行，请改为公布当日或以后。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status__in", ("published", "superseded"))),
                        expressions=(
                            (
                                models.Func(
                                    models.F("line"),
                                    models.F("line"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            ("validity", "&&"),
                        ),
                        name="price_one_for_each_day",
                        violation_error_message="同一产品、同一计费单位在这段时间已有收费标准，请核对执行日期。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreasuryYield",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年份")),
                (
                    "mean",
                    models.DecimalField(
                        decimal_places=10,
                        help_text="按小数填写，例如 2.20% 填 0.022。",
                        max_digits=11,
                        verbose_name="十年期国债平均收益率",
                    ),
                ),
                (
                    "observations",
                    models.PositiveSmallIntegerField(
                        help_text="参与平均的交易日数。",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="观测值个数",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="数据来源")),
                (
                    "rounding",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (2, "百分数保留两位小数"),
                            (4, "百分数保留四位小数"),
                            (8, "百分数保留八位小数"),
                        ],
                        default=8,
                        verbose_name="取舍方式",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
            ],
            options={
                "verbose_name": "十年期国债收益率",
                "verbose_name_plural": "十年期国债收益率",
                "ordering": ("-year",),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mean__gte", 0), ("mean__lte", 1)),
                        name="treasury_yield_is_a_fraction",
                        violation_error_message="收益率应在 0 与 1 之间，2.20% 请填 0.022。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("observations__gte", 1)),
                        name="treasury_yield_was_observed",
                        violation_error_message="平均收益率至少要有一个观测值，请填写交易日数。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="allowedrevenue",
            name="treasury_yield",
            field=models.ForeignKey(
                help_text="须为成本调查前一年的收益率。",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revenues",
                to="pricing.treasuryyield",
                verbose_name="十年期国债平均收益率",
            ),
        ),
    ]
