import django.core.validators
import django.db.models.deletion
import governance.models.attachments
import governance.models.events
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        upload_to=governance.models.attachments.generated_name, verbose_name="文件"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "size",
                    models.PositiveBigIntegerField(editable=False, verbose_name="大小（字节）"),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="事件标识"),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("action", models.CharField(max_length=100, verbose_name="动作")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "已完成"), ("refused", "被拒绝")],
                        default="done",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("actor_name", models.CharField(max_length=150, verbose_name="操作人姓名")),
                (
                    "actor_role",
                    models.CharField(blank=True, max_length=200, verbose_name="操作人角色"),
                ),
                (
                    "subject_type",
                    models.CharField(blank=True, max_length=100, verbose_name="对象类型"),
                ),
                (
                    "subject_id",
                    models.CharField(blank=True, max_length=64, verbose_name="对象标识"),
                ),
                (
                    "subject_label",
                    models.CharField(blank=True, max_length=300, verbose_name="对象名称"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("legal_basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("changes", models.JSONField(default=dict, verbose_name="变更内容")),
                ("request_id", models.UUIDField(verbose_name="请求标识")),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("admin", "管理网站"),
                            ("api", "数据接口"),
                            ("page", "公开网站"),
                            ("command", "命令或后台任务"),
                        ],
                        max_length=12,
                        verbose_name="入口",
                    ),
                ),
                (
                    "transaction_id",
                    governance.models.events.TransactionIdField(
                        db_default=governance.models.events.CurrentTransactionId(),
                        editable=False,
                        verbose_name="事务",
                    ),
                ),
                ("payload", models.TextField(editable=False, verbose_name="规范文本")),
                (
                    "payload_sha256",
                    models.CharField(editable=False, max_length=64, verbose_name="规范文本的哈希"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
            ],
            options={
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计日志",
                "ordering": ("-id",),
                "permissions": [
                    ("export_auditevent", "导出审计日志"),
                    ("grant_rights", "授予和收回单项权限"),
                ],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        fields=["subject_type", "subject_id", "-id"], name="auditevent_by_subject"
                    ),
                    models.Index(fields=["actor", "-id"], name="auditevent_by_actor"),
                    models.Index(fields=["transaction_id"], name="auditevent_by_transaction"),
                    models.Index(fields=["at"], name="auditevent_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRule",
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
                ("key", models.CharField(max_length=40, verbose_name="期限代码")),
                (
                    "region_code",
                    models.CharField(
                        blank=True,
                        help_text="留空表示全国适用。",
                        max_length=6,
                        verbose_name="适用区划代码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="期限名称")),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="数值"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("working_day", "个工作日"),
                            ("day", "个自然日"),
                            ("month", "个月"),
                            ("year", "年"),
                            ("date", "每年固定日期"),
                        ],
                        max_length=12,
                        verbose_name="单位",
                    ),
                ),
                (
                    "month_day",
                    models.CharField(
                        blank=True,
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d\\d-\\d\\d$", "请按“月-日”填写，例如 03-31。"
                            )
                        ],
                        verbose_name="固定日期",
                    ),
                ),
                ("starts_at", models.CharField(max_length=100, verbose_name="起算点")),
                ("duty_of", models.CharField(blank=True, max_length=100, verbose_name="责任主体")),
                ("source", models.CharField(max_length=100, verbose_name="依据")),
                ("verified", models.BooleanField(default=False, verbose_name="已核对原文")),
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
                "verbose_name": "法定期限",
                "verbose_name_plural": "法定期限",
                "ordering": ("key", "region_code"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "region_code"),
                        name="deadlinerule_one_for_each_region",
                        violation_error_message="该地区已有同一代码的期限，请修改原有期限。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number", None),
                                ("unit", "date"),
                                models.Q(("month_day", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("unit", "date"), _negated=True),
                                ("month_day", ""),
                                ("number__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="deadlinerule_has_number_or_date",
                        violation_error_message="请填写期限数值；固定日期的期限只填写“月-日”。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100, verbose_name="幂等键")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="请求指纹")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.auditevent",
                        verbose_name="审计记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "幂等键",
                "verbose_name_plural": "幂等键",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor", "key"), name="idempotencykey_once_per_actor"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkdayYear",
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
                ("source_document", models.CharField(max_length=300, verbose_name="放假通知")),
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
                "verbose_name": "工作日历年度",
                "verbose_name_plural": "工作日历年度",
                "ordering": ("-year",),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="Workday",
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
                ("day", models.DateField(unique=True, verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "放假"), ("workday", "调休上班")],
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
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
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="governance.workdayyear",
                        verbose_name="年度",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假或调休日",
                "verbose_name_plural": "放假和调休日",
                "ordering": ("day",),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
            },
        ),
    ]
