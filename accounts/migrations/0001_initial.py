import accounts.models.fields
import accounts.models.users
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本号"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="创建时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "password",
                    models.CharField(
                        default=accounts.models.users.no_password,
                        editable=False,
                        max_length=128,
                        verbose_name="密码",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "该用户名已被使用，请换一个。"},
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="用户名",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="人员离岗后取消勾选，不得删除。",
                        verbose_name="启用",
                    ),
                ),
                (
                    "is_service",
                    models.BooleanField(default=False, editable=False, verbose_name="服务账号"),
                ),
                (
                    "password_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="密码修改时间"
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
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "用户",
                "verbose_name_plural": "用户",
                "ordering": ("username",),
                "permissions": (
                    ("invite_user", "签发登录链接"),
                    ("reset_second_factor_user", "重设动态验证码"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", False)),
                        name="user_is_never_superuser",
                        violation_error_message="本系统不设超级用户。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerPassword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="密码的哈希")),
                ("set_at", models.DateTimeField(verbose_name="设置时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_passwords",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "曾用密码",
                "verbose_name_plural": "曾用密码",
                "ordering": ("-set_at",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name", models.CharField(max_length=200, verbose_name="单位名称")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                (
                    "uscc",
                    accounts.models.fields.UsccField(
                        blank=True, max_length=18, verbose_name="统一社会信用代码"
                    ),
                ),
                (
                    "uscc_override_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="校验位不符的核实说明",
                    ),
                ),
                (
                    "accepted_uscc",
                    models.CharField(
                        blank=True, editable=False, max_length=18, verbose_name="经认可的代码"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PARTY_OR_STATE", "党政机关"),
                            ("PUBLIC_INSTITUTION", "事业单位"),
                            ("ENTERPRISE", "企业"),
                            ("SOCIAL", "社会组织"),
                            ("OTHER", "其他"),
                        ],
                        default="PARTY_OR_STATE",
                        max_length=20,
                        verbose_name="单位性质",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("NATIONAL", "国家级"),
                            ("PROVINCE", "省级"),
                            ("CITY", "市级"),
                            ("COUNTY", "县级"),
                            ("TOWNSHIP", "乡级"),
                        ],
                        default="CITY",
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                (
                    "has_legal_personality",
                    models.BooleanField(default=True, verbose_name="具有法人资格"),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="机构撤销后取消勾选，不得删除。",
                        verbose_name="正常",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.organisation",
                        verbose_name="上级单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位",
                "verbose_name_plural": "单位",
                "ordering": ("name",),
                "permissions": (
                    ("move_organisation", "调整隶属关系"),
                    ("appoint_organisation", "任用人员"),
                    ("accept_code_organisation", "认可校验位不符的代码"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("uscc", ""), _negated=True),
                        fields=("uscc",),
                        name="organisation_uscc_is_unique",
                        violation_error_message="该统一社会信用代码已登记给其他单位，请核对后重新填写。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_is_not_its_own_parent",
                        violation_error_message="单位不能作为自己的上级单位。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("AUTHORITY", "数据主管部门"),
                            ("PROVIDER", "数据提供单位"),
                            ("REGISTRY", "登记机构"),
                            ("IMPLEMENTING_BODY", "实施机构"),
                            ("OPERATOR", "运营机构"),
                            ("PRICE_AUTHORITY", "价格主管部门"),
                            ("AUDITOR", "审计机关"),
                            ("EVALUATOR", "第三方评估机构"),
                            ("SYSTEM_ADMIN", "系统管理员"),
                            ("SECURITY_ADMIN", "安全管理员"),
                            ("AUDIT_ADMIN", "审计管理员"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="任用日期")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="自该日起不再任用。",
                        null=True,
                        verbose_name="终止日期",
                    ),
                ),
                ("covers_subtree", models.BooleanField(default=False, verbose_name="包括下级单位")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.organisation",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "任用",
                "verbose_name_plural": "任用",
                "ordering": ("user", "organisation", "role", "starts_on"),
                "permissions": (("dismiss_membership", "终止任用"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_starts",
                        violation_error_message="终止日期不得早于任用日期。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("role__in", ["AUDIT_ADMIN", "SECURITY_ADMIN", "SYSTEM_ADMIN"])
                        ),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"),
                                    models.F("user"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(role="SYSTEM_ADMIN", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Case(
                                        models.When(role="SYSTEM_ADMIN", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                ),
                                "-|-",
                            ),
                        ],
                        name="membership_system_admin_is_no_other_admin",
                        violation_error_message="系统管理员、安全管理员、审计管理员不得由同一人同时担任，请先终止原有任用或另选人员。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("role__in", ["AUDIT_ADMIN", "SECURITY_ADMIN"])),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"),
                                    models.F("user"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(role="SECURITY_ADMIN", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Case(
                                        models.When(role="SECURITY_ADMIN", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                ),
                                "-|-",
                            ),
                        ],
                        name="membership_security_admin_is_no_audit_admin",
                        violation_error_message="系统管理员、安全管理员、审计管理员不得由同一人同时担任，请先终止原有任用或另选人员。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "AUDITOR",
                                    "AUDIT_ADMIN",
                                    "AUTHORITY",
                                    "EVALUATOR",
                                    "IMPLEMENTING_BODY",
                                    "OPERATOR",
                                    "PRICE_AUTHORITY",
                                    "PROVIDER",
                                    "REGISTRY",
                                    "SECURITY_ADMIN",
                                    "SYSTEM_ADMIN",
                                ],
                            )
                        ),
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"),
                                    models.F("user"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(role="AUDITOR", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Case(
                                        models.When(role="AUDITOR", then=models.Value(0)),
                                        default=models.Value(1),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                ),
                                "-|-",
                            ),
                        ],
                        name="membership_auditor_holds_no_other_role",
                        violation_error_message="审计机关的人员只查阅不办理，同一时期不得担任其他角色，请先终止原有任用或另选人员。",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("user"),
                                    models.F("user"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("organisation"),
                                    models.F("organisation"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.Case(
                                        models.When(role="AUTHORITY", then=models.Value(0)),
                                        models.When(role="PROVIDER", then=models.Value(1)),
                                        models.When(role="REGISTRY", then=models.Value(2)),
                                        models.When(role="IMPLEMENTING_BODY", then=models.Value(3)),
                                        models.When(role="OPERATOR", then=models.Value(4)),
                                        models.When(role="PRICE_AUTHORITY", then=models.Value(5)),
                                        models.When(role="AUDITOR", then=models.Value(6)),
                                        models.When(role="EVALUATOR", then=models.Value(7)),
                                        models.When(role="SYSTEM_ADMIN", then=models.Value(8)),
                                        models.When(role="SECURITY_ADMIN", then=models.Value(9)),
                                        models.When(role="AUDIT_ADMIN", then=models.Value(10)),
                                        default=models.Value(0),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Case(
                                        models.When(role="AUTHORITY", then=models.Value(0)),
                                        models.When(role="PROVIDER", then=models.Value(1)),
                                        models.When(role="REGISTRY", then=models.Value(2)),
                                        models.When(role="IMPLEMENTING_BODY", then=models.Value(3)),
                                        models.When(role="OPERATOR", then=models.Value(4)),
                                        models.When(role="PRICE_AUTHORITY", then=models.Value(5)),
                                        models.When(role="AUDITOR", then=models.Value(6)),
                                        models.When(role="EVALUATOR", then=models.Value(7)),
                                        models.When(role="SYSTEM_ADMIN", then=models.Value(8)),
                                        models.When(role="SECURITY_ADMIN", then=models.Value(9)),
                                        models.When(role="AUDIT_ADMIN", then=models.Value(10)),
                                        default=models.Value(0),
                                        output_field=models.IntegerField(),
                                    ),
                                    models.Value("[]"),
                                    function="int4range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[)"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="membership_held_once_at_a_time",
                        violation_error_message="该人员在此单位的同一角色已有任用，期限不得重叠。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationClosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField()),
                (
                    "ancestor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_down",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "descendant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_up",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位层级关系",
                "verbose_name_plural": "单位层级关系",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["descendant", "ancestor"], name="organisationclosure_upwards"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ancestor", "descendant"), name="organisationclosure_pair_is_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=6, primary_key=True, serialize=False, verbose_name="行政区划代码"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[("PROVINCE", "省级"), ("CITY", "市级"), ("COUNTY", "县级")],
                        max_length=8,
                        verbose_name="层级",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                ("is_demonstration", models.BooleanField(default=False, verbose_name="仅供演示")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.region",
                        verbose_name="上级区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "verbose_name_plural": "行政区划",
                "ordering": ("code",),
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[1-9][0-9]{5}$")),
                        name="region_code_has_six_digits",
                        violation_error_message="行政区划代码须为六位数字。",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="accounts.region",
                verbose_name="行政区划",
            ),
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_sha256",
                    models.CharField(max_length=64, unique=True, verbose_name="链接的哈希"),
                ),
                (
                    "asks_for_password",
                    models.BooleanField(default=False, verbose_name="登录后须设置密码"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="使用时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_in_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "一次性登录链接",
                "verbose_name_plural": "一次性登录链接",
                "default_permissions": (),
            },
        ),
    ]
