import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_guards"),
        ("accounts", "__first__"),
        ("licensing", "0002_laws"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisclosureObligation",
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
                        choices=[("open", "待编制"), ("collecting", "已着手编制")],
                        default="open",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("authorisation", "授权运营情况（实施机构）"),
                            ("operation", "产品服务和资源使用情况（运营机构）"),
                        ],
                        max_length=16,
                        verbose_name="披露事项",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="披露年度")),
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
                    "discloser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="accounts.organisation",
                        verbose_name="披露单位",
                    ),
                ),
                (
                    "licence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
            ],
            options={
                "verbose_name": "披露义务",
                "verbose_name_plural": "披露义务",
                "ordering": ("due_on", "id"),
                "permissions": (("collect_disclosureobligation", "编制披露"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("licence", "kind", "year"),
                        name="obligation_once_for_each_year",
                        violation_error_message="这份协议该年度的披露义务已经存在。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["authorisation", "operation"])),
                        name="obligation_kind_is_listed",
                        violation_error_message="披露事项不在规定的范围内，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_on__year",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("year"), "+", models.Value(1)
                                ),
                            ),
                            ("due_on", None),
                            _connector="OR",
                        ),
                        name="obligation_due_in_the_following_year",
                        violation_error_message="年度披露应在次年 3 月 31 日前完成，请核对期限。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                            ("draft", "编制中"),
                            ("submitted", "待复核发布"),
                            ("returned", "已退回"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "release",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="版次"
                    ),
                ),
                (
                    "correction_reason",
                    models.TextField(blank=True, editable=False, verbose_name="更正理由"),
                ),
                (
                    "explanation",
                    models.TextField(
                        blank=True,
                        help_text="面向公众的文字说明，随披露内容一并公开。",
                        verbose_name="情况说明",
                    ),
                ),
                (
                    "contents",
                    models.JSONField(default=dict, editable=False, verbose_name="披露内容"),
                ),
                (
                    "canonical",
                    models.TextField(blank=True, editable=False, verbose_name="发布文本"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        max_length=64,
                        verbose_name="SHA-256",
                    ),
                ),
                ("signed_on", models.DateField(editable=False, null=True, verbose_name="签署日期")),
                (
                    "published_on",
                    models.DateField(editable=False, null=True, verbose_name="发布日期"),
                ),
                (
                    "withdrawn_on",
                    models.DateField(editable=False, null=True, verbose_name="撤回日期"),
                ),
                (
                    "withdrawal_reason",
                    models.TextField(blank=True, editable=False, verbose_name="撤回理由"),
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
                    "predecessor",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="disclosure.disclosure",
                        verbose_name="被更正的版次",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签署完整性声明的人员",
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="disclosure.disclosureobligation",
                        verbose_name="披露义务",
                    ),
                ),
            ],
            options={
                "verbose_name": "信息披露",
                "verbose_name_plural": "信息披露",
                "ordering": ("-published_on", "-id"),
                "permissions": (
                    ("refresh_disclosure", "重新取数"),
                    ("sign_disclosure", "签署并送审"),
                    ("return_disclosure", "退回披露"),
                    ("publish_disclosure", "发布披露"),
                    ("correct_disclosure", "更正披露"),
                    ("withdraw_disclosure", "撤回披露"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("obligation", "release"),
                        name="disclosure_release_is_unique",
                        violation_error_message="该版次已经存在，请刷新后重试。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_on", None),
                                ("status__in", ("draft", "submitted", "returned")),
                            ),
                            models.Q(
                                ("published_on__isnull", False),
                                ("signed_by__isnull", False),
                                ("status__in", ("published", "withdrawn")),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("canonical", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_published_is_signed_and_hashed",
                        violation_error_message="披露发布前须由具名人员签署，并固定文本及其哈希。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("predecessor", None), ("release", 1)),
                            models.Q(
                                ("predecessor__isnull", False),
                                ("release__gt", 1),
                                models.Q(("correction_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_correction_states_its_reason",
                        violation_error_message="更正已发布的披露须写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_withdrawal_states_its_reason",
                        violation_error_message="撤回已发布的披露须写明理由。",
                    ),
                ],
            },
        ),
    ]
