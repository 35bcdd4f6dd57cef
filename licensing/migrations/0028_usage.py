"""Usage reports and their entries, metered batches, rollups and seals (27号 第十九条至第二十一条)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from licensing.stated import StatedModel


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0027_product_edition_laws"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        StatedModel(
            name="UsageRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("batch_id", models.BigIntegerField(verbose_name="计量批次")),
                ("licence_id", models.BigIntegerField(verbose_name="授权运营协议")),
                ("product_id", models.BigIntegerField(verbose_name="产品")),
                (
                    "resources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="授权资源"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("governance", "公共治理"),
                            ("welfare", "公益事业"),
                            ("industry", "产业发展"),
                            ("sector", "行业发展"),
                        ],
                        max_length=16,
                        verbose_name="用途类别",
                    ),
                ),
                ("customer", models.CharField(max_length=64, verbose_name="用户或交付编号")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("quantity", models.BigIntegerField(verbose_name="数量")),
                ("size", models.BigIntegerField(verbose_name="字节数")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("ok", "成功"), ("failed", "失败")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                (
                    "refused",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("licence", "授权当时不在有效期内"),
                            ("product", "产品当时不在售"),
                            ("purpose", "用途与产品登记的用途不符"),
                            ("source", "使用了产品数据来源以外的资源"),
                        ],
                        max_length=8,
                        verbose_name="超范围原因",
                    ),
                ),
            ],
            options={
                "verbose_name": "计量记录",
                "verbose_name_plural": "计量记录",
                "ordering": ("at", "id"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UsageBatch",
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
                ("key", models.CharField(max_length=100, verbose_name="幂等键")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要值")),
                ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                ("rows", models.PositiveBigIntegerField(verbose_name="记录数")),
                ("refused", models.PositiveBigIntegerField(verbose_name="超范围记录数")),
                ("first_at", models.DateTimeField(verbose_name="最早记录时间")),
                ("last_at", models.DateTimeField(verbose_name="最晚记录时间")),
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
                        related_name="usage_batches",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
            ],
            options={
                "verbose_name": "计量批次",
                "verbose_name_plural": "计量批次",
                "ordering": ("-pk",),
                "permissions": (("ingest_usagebatch", "报送计量记录"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="UsageDaily",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("governance", "公共治理"),
                            ("welfare", "公益事业"),
                            ("industry", "产业发展"),
                            ("sector", "行业发展"),
                        ],
                        max_length=16,
                        verbose_name="用途类别",
                    ),
                ),
                ("records", models.BigIntegerField(verbose_name="记录数")),
                ("quantity", models.BigIntegerField(verbose_name="调用量／交付量")),
                ("size", models.BigIntegerField(verbose_name="字节数")),
                ("failed", models.BigIntegerField(verbose_name="失败记录数")),
                ("refused", models.BigIntegerField(verbose_name="超范围记录数")),
                ("day", models.DateField(verbose_name="日期")),
                (
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.product",
                        verbose_name="产品",
                    ),
                ),
            ],
            options={
                "verbose_name": "每日使用量",
                "verbose_name_plural": "每日使用量",
                "ordering": ("day", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UsageMonthly",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("governance", "公共治理"),
                            ("welfare", "公益事业"),
                            ("industry", "产业发展"),
                            ("sector", "行业发展"),
                        ],
                        max_length=16,
                        verbose_name="用途类别",
                    ),
                ),
                ("records", models.BigIntegerField(verbose_name="记录数")),
                ("quantity", models.BigIntegerField(verbose_name="调用量／交付量")),
                ("size", models.BigIntegerField(verbose_name="字节数")),
                ("failed", models.BigIntegerField(verbose_name="失败记录数")),
                ("refused", models.BigIntegerField(verbose_name="超范围记录数")),
                ("month", models.DateField(verbose_name="月份")),
                (
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.product",
                        verbose_name="产品",
                    ),
                ),
            ],
            options={
                "verbose_name": "使用追溯",
                "verbose_name_plural": "使用追溯",
                "ordering": ("month", "pk"),
                "abstract": False,
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="UsageReport",
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
                            ("submitted", "待审核"),
                            ("returned", "已退回"),
                            ("accepted", "已审核"),
                            ("corrected", "已被更正"),
                            ("abandoned", "已作废"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "granularity",
                    models.CharField(
                        choices=[("month", "月报"), ("quarter", "季报"), ("year", "年报")],
                        default="quarter",
                        max_length=8,
                        verbose_name="报告类型",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2020),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="年度",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="月报填月份，季报填第几季度，年报填 1。",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="期次",
                    ),
                ),
                ("starts_on", models.DateField(editable=False, verbose_name="期间起始日")),
                ("ends_on", models.DateField(editable=False, verbose_name="期间截止日")),
                (
                    "is_nil",
                    models.BooleanField(
                        default=False,
                        help_text="本期确无调用或交付的，勾选后可以不填明细。",
                        verbose_name="本期没有使用",
                    ),
                ),
                (
                    "revision",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="版次"
                    ),
                ),
                (
                    "correction_reason",
                    models.TextField(blank=True, editable=False, verbose_name="更正理由"),
                ),
                ("owed_on", models.DateField(editable=False, null=True, verbose_name="报送期限")),
                (
                    "submitted_on",
                    models.DateField(editable=False, null=True, verbose_name="报送日期"),
                ),
                (
                    "accepted_on",
                    models.DateField(editable=False, null=True, verbose_name="审核日期"),
                ),
                (
                    "return_reason",
                    models.TextField(blank=True, editable=False, verbose_name="退回理由"),
                ),
                ("marks", models.JSONField(default=dict, editable=False, verbose_name="退回的行")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
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
                        related_name="usage_reports",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="licensing.usagereport",
                        verbose_name="更正的报告",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="报送人",
                    ),
                ),
            ],
            options={
                "verbose_name": "使用情况报告",
                "verbose_name_plural": "使用情况报告",
                "ordering": ("-starts_on", "-pk"),
                "permissions": (
                    ("prefill_usagereport", "预填使用情况报告"),
                    ("submit_usagereport", "报送使用情况报告"),
                    ("return_usagereport", "退回使用情况报告"),
                    ("accept_usagereport", "审核使用情况报告"),
                    ("correct_usagereport", "更正使用情况报告"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="UsageEntry",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("governance", "公共治理"),
                            ("welfare", "公益事业"),
                            ("industry", "产业发展"),
                            ("sector", "行业发展"),
                        ],
                        max_length=16,
                        verbose_name="用途类别",
                    ),
                ),
                (
                    "deliveries",
                    models.PositiveBigIntegerField(default=0, verbose_name="调用量／交付量"),
                ),
                ("volume", models.PositiveBigIntegerField(default=0, verbose_name="数据量（条）")),
                ("users", models.PositiveIntegerField(default=0, verbose_name="用户数")),
                (
                    "free_quantity",
                    models.PositiveBigIntegerField(default=0, verbose_name="其中免费提供量"),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=16,
                        verbose_name="收入（元）",
                    ),
                ),
                (
                    "metered",
                    models.PositiveBigIntegerField(
                        editable=False, null=True, verbose_name="计量的调用量"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="与上期相差很大，或者与计量不一致的，写明原因。",
                        max_length=300,
                        verbose_name="说明",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usage_entries",
                        to="licensing.product",
                        verbose_name="产品",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="licensing.usagereport",
                        verbose_name="使用情况报告",
                    ),
                ),
            ],
            options={
                "verbose_name": "使用情况明细",
                "verbose_name_plural": "使用情况明细",
                "ordering": ("report", "product", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="UsageSeal",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="区块号"
                    ),
                ),
                ("block", models.PositiveIntegerField(verbose_name="批次内序号")),
                ("rows", models.PositiveIntegerField(verbose_name="记录数")),
                ("digest", models.CharField(max_length=64, verbose_name="区块摘要值")),
                ("chained", models.CharField(max_length=64, verbose_name="链上摘要值")),
                ("sealed_at", models.DateTimeField(auto_now_add=True, verbose_name="封存时间")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="licensing.usagebatch",
                        verbose_name="计量批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "计量封存",
                "verbose_name_plural": "计量封存",
                "ordering": ("number",),
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="usagebatch",
            constraint=models.UniqueConstraint(
                fields=("licence", "key"),
                name="usage_batch_key_is_used_once",
                violation_error_message="这个幂等键已用于另一批计量记录，请换一个新的键。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_at__gte", models.F("first_at")), ("refused__lte", models.F("rows"))
                ),
                name="usage_batch_counts_agree",
                violation_error_message="计量批次的记录数不一致，请重新报送。",
            ),
        ),
        migrations.AddIndex(
            model_name="usagedaily",
            index=models.Index(fields=["licence", "day"], name="usage_daily_by_licence"),
        ),
        migrations.AddConstraint(
            model_name="usagedaily",
            constraint=models.UniqueConstraint(
                fields=("product", "purpose", "day"),
                name="usage_is_summed_once_a_day",
                violation_error_message="该产品当日的使用量已有汇总，请刷新后重试。",
            ),
        ),
        migrations.AddIndex(
            model_name="usagemonthly",
            index=models.Index(fields=["licence", "month"], name="usage_monthly_by_licence"),
        ),
        migrations.AddConstraint(
            model_name="usagemonthly",
            constraint=models.UniqueConstraint(
                fields=("product", "purpose", "month"),
                name="usage_is_summed_once_a_month",
                violation_error_message="该产品当月的使用量已有汇总，请刷新后重试。",
            ),
        ),
        migrations.AddIndex(
            model_name="usagereport",
            index=models.Index(fields=["licence", "starts_on"], name="usage_report_by_period"),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ("draft", "submitted", "returned", "accepted", "corrected", "abandoned"),
                    )
                ),
                name="usage_report_status_is_known",
                violation_error_message="报告的状态不在规定的范围内，请由流程操作变更状态。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("granularity", "month"), ("number__gte", 1), ("number__lte", 12)),
                    models.Q(("granularity", "quarter"), ("number__gte", 1), ("number__lte", 4)),
                    models.Q(("granularity", "year"), ("number__gte", 1), ("number__lte", 1)),
                    _connector="OR",
                ),
                name="usage_report_period_is_listed",
                violation_error_message="该类报告没有这一期次，请核对后重新填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                name="usage_report_ends_after_it_starts",
                violation_error_message="报告期间的截止日应晚于起始日，请核对年度和期次。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.UniqueConstraint(
                fields=("licence", "granularity", "year", "number", "revision"),
                name="usage_report_version_is_unique",
                violation_error_message="该协议这一期的报告已经存在，请打开已有的报告。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("draft", "submitted", "returned"))),
                fields=("licence", "granularity", "year", "number"),
                name="usage_report_has_one_open_version",
                violation_error_message="该协议这一期已有正在办理的报告，请先办结。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "abandoned"), _negated=True),
                fields=("replaces",),
                name="usage_report_is_corrected_once",
                violation_error_message="这份报告已有更正的版本，请打开该版本。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "accepted")),
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
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ),
                name="usage_report_counts_a_day_once",
                violation_error_message="该协议已审核的报告与本期间重叠，请核对报告类型和期次，避免重复计算。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces__isnull", True), ("revision", 1)),
                    models.Q(
                        ("replaces__isnull", False),
                        ("revision__gt", 1),
                        models.Q(("correction_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="usage_report_correction_says_why",
                violation_error_message="更正报告须写明理由并指向被更正的报告，请由“更正”步骤办理。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("submitted", "accepted", "corrected")), _negated=True),
                    models.Q(("submitted_by__isnull", False), ("submitted_on__isnull", False)),
                    _connector="OR",
                ),
                name="usage_report_says_who_submitted_it",
                violation_error_message="报送的报告须有报送人和报送日期，请由“报送”步骤办理。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usagereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("accepted", "corrected")), _negated=True),
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("accepted_on__isnull", False),
                        models.Q(("accepted_by", models.F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="usage_report_accepted_by_a_second_person",
                violation_error_message="使用情况报告须由报送人以外的人审核，请由另一人办理。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.UniqueConstraint(
                fields=("report", "product", "purpose"),
                name="usage_entry_is_told_once",
                violation_error_message="同一产品的同一用途在报告中已有一行，请合并填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ["governance", "welfare", "industry", "sector"])
                ),
                name="usage_entry_purpose_is_listed",
                violation_error_message="用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("revenue__gte", 0)),
                name="usage_entry_revenue_is_not_negative",
                violation_error_message="收入不得为负，请核对后重新填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose__in", ["governance", "welfare"]), _negated=True),
                    ("revenue", 0),
                    _connector="OR",
                ),
                name="usage_entry_free_purposes_earn_nothing",
                violation_error_message="用于公共治理、公益事业的产品和服务有条件无偿使用，收入应为 0，请核对用途或收入。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("free_quantity__lte", models.F("deliveries"))),
                name="usage_entry_free_part_within_the_whole",
                violation_error_message="免费提供量不得大于调用量或交付量，请核对后重新填写。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose__in", ["governance", "welfare"]), _negated=True),
                    ("free_quantity", models.F("deliveries")),
                    _connector="OR",
                ),
                name="usage_entry_free_purposes_are_all_free",
                violation_error_message="用于公共治理、公益事业的调用量或交付量全部为免费提供，请使两者一致。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deliveries__gt", 0),
                    models.Q(("revenue", 0), ("users", 0), ("volume", 0)),
                    _connector="OR",
                ),
                name="usage_entry_without_use_has_no_figures",
                violation_error_message="没有调用或交付的产品不应有用户数、数据量和收入，请核对。",
            ),
        ),
        migrations.AddConstraint(
            model_name="usageseal",
            constraint=models.UniqueConstraint(
                fields=("batch", "block"),
                name="usage_block_is_sealed_once",
                violation_error_message="该区块已经封存，请勿重复封存。",
            ),
        ),
    ]
