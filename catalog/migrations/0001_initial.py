import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_guards"),
        ("accounts", "__first__"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("governance", "0003_guarded_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataResource",
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
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("returned", "已退回修改"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=64, verbose_name="资源代码")),
                ("name", models.CharField(max_length=200, verbose_name="资源名称")),
                ("abstract", models.TextField(blank=True, verbose_name="摘要")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[("base", "基础类"), ("theme", "主题类"), ("department", "部门类")],
                        max_length=16,
                        verbose_name="资源分类",
                    ),
                ),
                (
                    "category_code",
                    models.CharField(blank=True, max_length=24, verbose_name="分类码"),
                ),
                ("theme", models.CharField(blank=True, max_length=60, verbose_name="主题")),
                ("industry", models.CharField(blank=True, max_length=60, verbose_name="所属行业")),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="标签",
                    ),
                ),
                (
                    "formats",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="格式",
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unconditional", "无条件共享"),
                            ("conditional", "有条件共享"),
                            ("none", "不予共享"),
                        ],
                        max_length=16,
                        verbose_name="共享类型",
                    ),
                ),
                ("sharing_conditions", models.TextField(blank=True, verbose_name="共享条件")),
                (
                    "sharing_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exchange", "系统对接"),
                            ("query", "联机查询"),
                            ("browse", "在线浏览"),
                            ("service", "调用在线服务"),
                            ("download", "下载"),
                            ("copy", "拷贝"),
                            ("other", "其他方式"),
                        ],
                        max_length=16,
                        verbose_name="共享方式",
                    ),
                ),
                (
                    "sharing_legal_basis",
                    models.TextField(
                        blank=True,
                        help_text="写明法律、行政法规或者国务院决定的名称和条款。",
                        verbose_name="不予共享的依据",
                    ),
                ),
                (
                    "opening",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unconditional", "无条件开放"),
                            ("conditional", "有条件开放"),
                            ("none", "不予开放"),
                        ],
                        max_length=16,
                        verbose_name="开放类型",
                    ),
                ),
                ("opening_conditions", models.TextField(blank=True, verbose_name="开放条件")),
                ("opening_reason", models.TextField(blank=True, verbose_name="不予开放的理由")),
                ("is_secret", models.BooleanField(default=False, verbose_name="是否涉密")),
                (
                    "update_cycle",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("realtime", "实时"),
                            ("daily", "每日"),
                            ("weekly", "每周"),
                            ("ten_days", "每旬"),
                            ("monthly", "每月"),
                            ("quarterly", "每季度"),
                            ("half_yearly", "每半年"),
                            ("yearly", "每年"),
                            ("irregular", "不定期"),
                        ],
                        max_length=16,
                        verbose_name="更新周期",
                    ),
                ),
                (
                    "update_cycle_text",
                    models.CharField(
                        blank=True,
                        help_text="导入时无法对应的原文，请人工核对。",
                        max_length=100,
                        verbose_name="更新周期原文",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("core", "核心数据"),
                            ("important", "重要数据"),
                            ("general_4", "一般数据4级"),
                            ("general_3", "一般数据3级"),
                            ("general_2", "一般数据2级"),
                            ("general_1", "一般数据1级"),
                        ],
                        max_length=16,
                        verbose_name="数据分级",
                    ),
                ),
                (
                    "acquisition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("duty", "履职产生"),
                            ("collected", "直接采集"),
                            ("shared", "共享获得"),
                            ("entrusted", "委托"),
                            ("other", "其他来源"),
                        ],
                        max_length=16,
                        verbose_name="取得方式",
                    ),
                ),
                ("acquisition_basis", models.TextField(blank=True, verbose_name="取得依据")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=60, verbose_name="联系人"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="联系电话"),
                ),
                (
                    "contact_email",
                    models.CharField(blank=True, max_length=120, verbose_name="电子邮箱"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="发布日期")),
                (
                    "data_updated_on",
                    models.DateField(blank=True, null=True, verbose_name="数据更新日期"),
                ),
                (
                    "delivered_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="运营开始且数据已经提供之日，首次登记的期限从此起算。",
                        null=True,
                        verbose_name="首次提供日期",
                    ),
                ),
                (
                    "source_system",
                    models.CharField(blank=True, max_length=60, verbose_name="来源系统"),
                ),
                (
                    "source_key",
                    models.CharField(blank=True, max_length=300, verbose_name="来源标识"),
                ),
                (
                    "source_url",
                    models.CharField(blank=True, max_length=1000, verbose_name="来源网址"),
                ),
                (
                    "source_provider",
                    models.CharField(blank=True, max_length=120, verbose_name="来源提供单位"),
                ),
                (
                    "source_digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="来源记录摘要值"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="撤回日期"
                    ),
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_resources",
                        to="accounts.organisation",
                        verbose_name="提供单位",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_resources",
                        to="accounts.region",
                        verbose_name="所属区域",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
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
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "公共数据资源",
                "verbose_name_plural": "公共数据资源",
                "ordering": ("-updated_at", "-pk"),
                "permissions": (
                    ("submit_dataresource", "提交资源审核"),
                    ("review_dataresource", "审核资源"),
                    ("withdraw_dataresource", "撤回资源"),
                    ("revise_dataresource", "修订已发布的资源"),
                    ("deliver_dataresource", "记录首次提供日期"),
                    ("register_dataresource", "记录登记结果"),
                    ("see_tombstone_dataresource", "查看已撤回资源的说明"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "indexes": [
                    models.Index(
                        fields=["status", "-data_updated_on", "-id"],
                        name="dataresource_by_freshness",
                    ),
                    models.Index(fields=["provider", "status"], name="dataresource_by_provider"),
                    models.Index(
                        fields=["id"],
                        include=(
                            "status",
                            "is_secret",
                            "provider",
                            "theme",
                            "opening",
                            "update_cycle",
                            "formats",
                        ),
                        name="dataresource_for_search",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="dataresource_code_is_unique",
                        violation_error_message="资源代码已被使用，请核对后更换。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("source_system", "source_key"),
                        name="dataresource_source_key_is_unique",
                        violation_error_message="同一来源系统中已有这一标识的资源，请更新原资源，不要重复新增。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "published")), _negated=True),
                            models.Q(
                                models.Q(("abstract", ""), _negated=True),
                                models.Q(("category", ""), _negated=True),
                                models.Q(("sharing", ""), _negated=True),
                                models.Q(("opening", ""), _negated=True),
                                models.Q(("update_cycle", ""), _negated=True),
                                models.Q(("grade", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dataresource_core_metadata_is_complete_once_submitted",
                        violation_error_message="提交前须填写摘要、资源分类、共享类型、开放类型、更新周期和数据分级。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "published")), _negated=True),
                            models.Q(("sharing", "conditional"), _negated=True),
                            models.Q(("sharing_conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_conditional_sharing_states_conditions",
                        violation_error_message="有条件共享的资源须写明共享条件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "published")), _negated=True),
                            models.Q(("sharing", "none"), _negated=True),
                            ("sharing_legal_basis__regex", "第.+条"),
                            _connector="OR",
                        ),
                        name="dataresource_refused_sharing_cites_an_article",
                        violation_error_message="不予共享的资源须写明法律依据的名称和条款，例如“《××法》第×条”。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "published")), _negated=True),
                            models.Q(("opening", "conditional"), _negated=True),
                            models.Q(("opening_conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_conditional_opening_states_conditions",
                        violation_error_message="有条件开放的资源须写明开放条件。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("submitted", "published")), _negated=True),
                            models.Q(("opening", "none"), _negated=True),
                            models.Q(("opening_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_closed_states_reason",
                        violation_error_message="不予开放的资源须写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_secret", False),
                            models.Q(("opening__in", ("", "none")), ("sharing__in", ("", "none"))),
                            _connector="OR",
                        ),
                        name="dataresource_secret_is_never_open_or_shared",
                        violation_error_message="涉密资源不得开放或者共享，请改为不予开放、不予共享。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade__in", ("core", "important")), _negated=True),
                            ("opening__in", ("", "none")),
                            _connector="OR",
                        ),
                        name="dataresource_core_and_important_are_never_open",
                        violation_error_message="核心数据和重要数据不得向社会开放，请改为不予开放。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade", "general_4"), _negated=True),
                            models.Q(("opening", "unconditional"), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_sensitive_is_not_open_unconditionally",
                        violation_error_message="一般数据4级不得无条件开放，请改为有条件开放或者不予开放。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_reviewer_is_not_submitter",
                        violation_error_message="审核人不得是提交人，请由另一人审核。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dataresource_withdrawal_states_reason",
                        violation_error_message="撤回资源须写明理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataItem",
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
                ("name", models.CharField(max_length=120, verbose_name="数据项名称")),
                (
                    "english_name",
                    models.CharField(blank=True, max_length=120, verbose_name="英文名称"),
                ),
                (
                    "data_type",
                    models.CharField(
                        choices=[
                            ("C", "字符型C"),
                            ("N", "数值型N"),
                            ("Y", "货币型Y"),
                            ("D", "日期型D"),
                            ("T", "日期时间型T"),
                            ("L", "逻辑型L"),
                            ("M", "备注型M"),
                            ("G", "通用型G"),
                            ("B", "双精度型B"),
                            ("I", "整型I"),
                            ("F", "浮点型F"),
                        ],
                        default="C",
                        max_length=1,
                        verbose_name="数据类型",
                    ),
                ),
                ("length", models.PositiveIntegerField(blank=True, null=True, verbose_name="长度")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="计量单位")),
                ("description", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("is_personal", models.BooleanField(default=False, verbose_name="是否个人信息")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "authoritative_source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authoritative_items",
                        to="accounts.organisation",
                        verbose_name="数源单位",
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
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
            ],
            options={
                "verbose_name": "数据项",
                "verbose_name_plural": "数据项",
                "ordering": ("resource", "position", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resource", "name"),
                        name="dataitem_name_is_unique_within_its_resource",
                        violation_error_message="同一资源中已有同名的数据项，请更换名称。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length", None), ("length__gt", 0), _connector="OR"),
                        name="dataitem_length_is_positive",
                        violation_error_message="数据项的长度须大于零。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataResourceGroupGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(default="", verbose_name="理由")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("granted_at", models.DateTimeField(auto_now_add=True, verbose_name="授予时间")),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授予人",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
            ],
            options={
                "verbose_name": "对小组的资源授权",
                "verbose_name_plural": "对小组的资源授权",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DataResourceUserGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(default="", verbose_name="理由")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("granted_at", models.DateTimeField(auto_now_add=True, verbose_name="授予时间")),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授予人",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "对个人的资源授权",
                "verbose_name_plural": "对个人的资源授权",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Distribution",
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
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("file", "文件"), ("interface", "接口")],
                        default="file",
                        max_length=16,
                        verbose_name="形式",
                    ),
                ),
                ("format", models.CharField(max_length=40, verbose_name="格式")),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="网址",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="文件名")),
                (
                    "size_bytes",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="大小（字节）"
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
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="distributions",
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
            ],
            options={
                "verbose_name": "分发方式",
                "verbose_name_plural": "分发方式",
                "ordering": ("resource", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url", ""), _negated=True),
                            models.Q(("file_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="distribution_names_an_address_or_a_file",
                        violation_error_message="请填写网址或者文件名，使用者才知道从哪里取得数据。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=12, verbose_name="前缀")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后序号")),
            ],
            options={
                "verbose_name": "登记编号序列",
                "verbose_name_plural": "登记编号序列",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prefix", "year"),
                        name="numberseries_is_one_per_prefix_and_year",
                        violation_error_message="该前缀和年度的编号序列已存在。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicNotice",
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
                ("registrant_name", models.CharField(max_length=200, verbose_name="登记主体名称")),
                ("kind_name", models.CharField(max_length=40, verbose_name="登记类型")),
                ("data_name", models.CharField(max_length=200, verbose_name="登记数据名称")),
                ("data_abstract", models.TextField(verbose_name="数据内容简介")),
                ("starts_on", models.DateField(verbose_name="公示开始日期")),
                ("ends_on", models.DateField(verbose_name="公示截止日期")),
                (
                    "is_provisional",
                    models.BooleanField(default=False, verbose_name="截止日期为暂定"),
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
                "verbose_name": "登记公示",
                "verbose_name_plural": "登记公示",
                "ordering": ("-starts_on", "-pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"),
                                    "+",
                                    models.Value(datetime.timedelta(days=10)),
                                ),
                            )
                        ),
                        name="publicnotice_lasts_at_least_ten_days",
                        violation_error_message="公示期不得少于10个工作日。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
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
                            ("raised", "待处理"),
                            ("upheld", "异议成立"),
                            ("dismissed", "异议不成立"),
                        ],
                        default="raised",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("real_name", models.CharField(max_length=120, verbose_name="姓名或者单位名称")),
                ("contact", models.CharField(max_length=120, verbose_name="联系方式")),
                ("claim", models.TextField(verbose_name="异议内容")),
                ("evidence_statement", models.TextField(verbose_name="证据说明")),
                ("raised_on", models.DateField(verbose_name="提出日期")),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="处理日期"
                    ),
                ),
                ("decision", models.TextField(blank=True, editable=False, verbose_name="处理理由")),
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="处理人",
                    ),
                ),
                (
                    "evidence_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="证据材料",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="形式审核人",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="catalog.publicnotice",
                        verbose_name="登记公示",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
                "ordering": ("-raised_on", "-pk"),
                "permissions": (("decide_objection", "处理登记异议"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("real_name", ""), _negated=True),
                            models.Q(("contact", ""), _negated=True),
                            models.Q(("claim", ""), _negated=True),
                            models.Q(("evidence_statement", ""), _negated=True),
                        ),
                        name="objection_has_real_name_and_evidence",
                        violation_error_message="提出异议须写明真实姓名或者单位名称、联系方式、异议内容和证据。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("reviewer")), _negated=True),
                            _connector="OR",
                        ),
                        name="objection_decider_is_not_the_reviewer",
                        violation_error_message="形式审核人不得处理对自己审核结果的异议，请由另一人处理。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "raised"),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="objection_decision_states_who_and_why",
                        violation_error_message="处理异议须记录处理人和理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationApplication",
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
                            ("draft", "草稿"),
                            ("submitted", "待受理"),
                            ("returned", "待补正"),
                            ("refused", "不予受理"),
                            ("in_review", "形式审核中"),
                            ("failed", "审核未通过"),
                            ("reviewed", "审核通过，待公示"),
                            ("notice", "公示中"),
                            ("objected", "异议处理中"),
                            ("terminated", "已终止登记"),
                            ("coded", "已赋码"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "首次登记"),
                            ("change", "变更登记"),
                            ("correction", "更正登记"),
                            ("cancellation", "注销登记"),
                            ("renewal", "续展登记"),
                        ],
                        default="first",
                        editable=False,
                        max_length=16,
                        verbose_name="登记类型",
                    ),
                ),
                (
                    "legal_representative",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="法定代表人或者负责人"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="住所")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=60, verbose_name="联系人"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="联系电话"),
                ),
                (
                    "acquisition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("duty", "履职产生"),
                            ("collected", "直接采集"),
                            ("shared", "共享获得"),
                            ("entrusted", "委托"),
                            ("other", "其他来源"),
                        ],
                        max_length=16,
                        verbose_name="取得方式",
                    ),
                ),
                ("legal_basis", models.TextField(blank=True, verbose_name="合法合规依据")),
                (
                    "provider_consent",
                    models.TextField(blank=True, verbose_name="数据提供方的同意文件"),
                ),
                (
                    "has_personal_data",
                    models.BooleanField(default=False, verbose_name="是否含个人信息"),
                ),
                (
                    "personal_data_basis",
                    models.TextField(blank=True, verbose_name="处理个人信息的依据或者匿名化说明"),
                ),
                ("data_name", models.CharField(max_length=200, verbose_name="登记数据名称")),
                ("data_abstract", models.TextField(blank=True, verbose_name="数据内容简介")),
                ("volume", models.CharField(blank=True, max_length=100, verbose_name="数据规模")),
                (
                    "time_span",
                    models.CharField(blank=True, max_length=100, verbose_name="时间范围"),
                ),
                (
                    "spatial_range",
                    models.CharField(blank=True, max_length=100, verbose_name="空间范围"),
                ),
                (
                    "provision_mode",
                    models.CharField(blank=True, max_length=100, verbose_name="提供方式"),
                ),
                (
                    "product_name",
                    models.CharField(blank=True, max_length=200, verbose_name="产品和服务名称"),
                ),
                (
                    "product_description",
                    models.TextField(blank=True, verbose_name="产品和服务说明"),
                ),
                ("scenario", models.CharField(blank=True, max_length=200, verbose_name="应用场景")),
                ("scenario_description", models.TextField(blank=True, verbose_name="应用场景说明")),
                (
                    "risk_assessor",
                    models.CharField(blank=True, max_length=120, verbose_name="安全风险评估单位"),
                ),
                (
                    "risk_assessed_on",
                    models.DateField(blank=True, null=True, verbose_name="安全风险评估日期"),
                ),
                (
                    "risk_level",
                    models.CharField(
                        blank=True,
                        choices=[("low", "低风险"), ("medium", "中风险"), ("high", "高风险")],
                        max_length=8,
                        verbose_name="风险等级",
                    ),
                ),
                ("risk_conclusion", models.TextField(blank=True, verbose_name="评估结论和措施")),
                (
                    "internally_reviewed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="业务审核日期"
                    ),
                ),
                (
                    "internal_opinion",
                    models.TextField(blank=True, editable=False, verbose_name="业务审核意见"),
                ),
                (
                    "reviewed_version",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="业务审核时的版本"
                    ),
                ),
                (
                    "undertaking_signed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="承诺书签署日期"
                    ),
                ),
                (
                    "undertaking_signer",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="承诺书签署人"
                    ),
                ),
                (
                    "submission",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="提交次数"
                    ),
                ),
                (
                    "received_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="收到日期"
                    ),
                ),
                (
                    "accepted_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="受理日期"
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="形式审核日期"
                    ),
                ),
                (
                    "outcome_reason",
                    models.TextField(blank=True, editable=False, verbose_name="办理结果的理由"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受理人",
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
                    "internal_reviewer",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="业务审核人",
                    ),
                ),
                (
                    "registrant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_applications",
                        to="accounts.organisation",
                        verbose_name="登记主体",
                    ),
                ),
                (
                    "registry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_applications",
                        to="accounts.organisation",
                        verbose_name="登记机构",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_applications",
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="形式审核人",
                    ),
                ),
                (
                    "risk_report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="安全风险评估报告",
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
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "登记申请",
                "verbose_name_plural": "登记申请",
                "ordering": ("-updated_at", "-pk"),
                "permissions": (
                    ("file_registrationapplication", "业务审核并提交登记申请"),
                    ("receive_registrationapplication", "受理登记申请"),
                    ("review_registrationapplication", "形式审核登记申请"),
                    ("code_registrationapplication", "公示和赋码"),
                    ("object_registrationapplication", "对登记公示提出异议"),
                    ("settle_registrationapplication", "异议处理后终止或者恢复登记"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "indexes": [
                    models.Index(fields=["registry", "status"], name="application_by_queue")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                ("submission__gt", 0), ("undertaking_signed_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="application_is_filed_with_a_signed_undertaking",
                        violation_error_message="提交登记申请须先签署承诺书。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            ("internally_reviewed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="application_is_filed_after_internal_review",
                        violation_error_message="提交登记申请须先通过本单位业务审核。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                models.Q(("data_abstract", ""), _negated=True),
                                models.Q(("legal_basis", ""), _negated=True),
                                models.Q(("risk_conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_blocks_are_complete_once_filed",
                        violation_error_message="提交前须填写数据内容简介、合法合规依据和安全风险评估结论。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("has_personal_data", False),
                            ("status", "draft"),
                            models.Q(("personal_data_basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_with_personal_data_states_its_basis",
                        violation_error_message="含个人信息的，须写明处理依据或者匿名化情况。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="application_reviewer_is_not_the_applicant",
                        violation_error_message="形式审核人不得是申请的提交人，请由另一人审核。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("refused", "failed", "terminated")), _negated=True
                            ),
                            models.Q(("outcome_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_negative_outcome_states_reason",
                        violation_error_message="不予受理、审核未通过和终止登记须写明理由。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "first"),
                            (
                                "status__in",
                                ("submitted", "in_review", "reviewed", "notice", "objected"),
                            ),
                        ),
                        fields=("resource",),
                        name="application_is_the_only_open_one_of_its_resource",
                        violation_error_message="这一资源已有正在办理的首次登记申请，请勿重复提交。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                            ("active", "有效"),
                            ("superseded", "已被变更替代"),
                            ("expired", "已期满"),
                            ("cancelled", "已注销"),
                            ("revoked", "已撤销"),
                        ],
                        default="active",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=40, unique=True, verbose_name="登记编号"
                    ),
                ),
                (
                    "national_code",
                    models.CharField(
                        blank=True,
                        help_text="由国家平台赋予，照原样保存。",
                        max_length=80,
                        null=True,
                        unique=True,
                        verbose_name="国家统一登记编码",
                    ),
                ),
                (
                    "data_name",
                    models.CharField(editable=False, max_length=200, verbose_name="登记数据名称"),
                ),
                ("notice_ended_on", models.DateField(editable=False, verbose_name="公示截止日期")),
                ("coded_on", models.DateField(editable=False, verbose_name="赋码日期")),
                ("valid_from", models.DateField(editable=False, verbose_name="有效期起")),
                ("valid_to", models.DateField(editable=False, verbose_name="有效期止")),
                (
                    "content",
                    models.JSONField(
                        editable=False,
                        help_text="赋码时固定的七部分内容。",
                        verbose_name="登记内容",
                    ),
                ),
                (
                    "content_digest",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="登记内容的摘要值"
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
                    "registrant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="accounts.organisation",
                        verbose_name="登记主体",
                    ),
                ),
                (
                    "registry",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_registrations",
                        to="accounts.organisation",
                        verbose_name="登记机构",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="catalog.registrationapplication",
                        verbose_name="登记申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "登记",
                "verbose_name_plural": "登记",
                "ordering": ("-coded_on", "-pk"),
                "permissions": (("expire_registration", "办理登记期满"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="registration_ends_after_it_starts",
                        violation_error_message="登记的有效期止须晚于有效期起。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("coded_on__gt", models.F("notice_ended_on"))),
                        name="registration_is_coded_after_its_notice",
                        violation_error_message="公示期满之前不得赋码，请在公示截止次日以后办理。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "active")),
                        fields=("resource",),
                        name="registration_is_the_only_active_one_of_its_resource",
                        violation_error_message="这一资源已有有效的登记，请办理变更登记，不要重复登记。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="publicnotice",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notice",
                to="catalog.registrationapplication",
                verbose_name="登记申请",
            ),
        ),
        migrations.CreateModel(
            name="Evidence",
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
                    "method",
                    models.CharField(
                        choices=[
                            ("blockchain", "区块链存证"),
                            ("timestamp", "可信时间戳"),
                            ("notary", "公证"),
                            ("hash", "哈希存证"),
                        ],
                        default="hash",
                        max_length=16,
                        verbose_name="存证方式",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=120, verbose_name="存证编号")),
                (
                    "algorithm",
                    models.CharField(
                        choices=[("sha256", "SHA-256 算法"), ("sm3", "SM3 算法")],
                        default="sha256",
                        max_length=8,
                        verbose_name="摘要算法",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="64位十六进制数字，小写。", max_length=64, verbose_name="摘要值"
                    ),
                ),
                ("institution", models.CharField(max_length=120, verbose_name="存证机构")),
                ("preserved_on", models.DateField(verbose_name="存证日期")),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="catalog.registrationapplication",
                        verbose_name="登记申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "存证",
                "verbose_name_plural": "存证",
                "ordering": ("application", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="evidence_digest_is_64_hexadecimal_digits",
                        violation_error_message="摘要值须为64位十六进制数字，请核对后重新填写。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementNotice",
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
                ("submission", models.PositiveSmallIntegerField(verbose_name="第几次提交")),
                ("items", models.JSONField(verbose_name="应补正的内容")),
                ("given_on", models.DateField(verbose_name="告知日期")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplement_notices",
                        to="catalog.registrationapplication",
                        verbose_name="登记申请",
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
                "verbose_name": "补正通知",
                "verbose_name_plural": "补正通知",
                "ordering": ("application", "submission"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "submission"),
                        name="supplementnotice_is_given_once_per_submission",
                        violation_error_message="这次提交已经告知过补正内容，不得再次告知。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("items", []), _negated=True),
                        name="supplementnotice_names_what_is_missing",
                        violation_error_message="补正通知须一次列明全部应补正的内容。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResourceSearch",
            fields=[
                (
                    "resource",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="catalog.dataresource",
                        verbose_name="公共数据资源",
                    ),
                ),
                ("tsv", django.contrib.postgres.search.SearchVectorField(verbose_name="检索词")),
                ("recency", models.DateField(verbose_name="排序日期")),
            ],
            options={
                "verbose_name": "资源检索",
                "verbose_name_plural": "资源检索",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["tsv"], name="resourcesearch_by_words"
                    ),
                    models.Index(
                        fields=["-recency", "-resource"], name="resourcesearch_newest_first"
                    ),
                ],
            },
        ),
        migrations.AlterUniqueTogether(
            name="dataresourcegroupgrant",
            unique_together={("group", "permission", "content_object")},
        ),
        migrations.AlterUniqueTogether(
            name="dataresourceusergrant",
            unique_together={("user", "permission", "content_object")},
        ),
    ]
