import django.db.models.deletion
import licensing.models.terms
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_guards"),
        ("accounts", "__first__"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("catalog", "0002_guards"),
        ("governance", "0005_guarded_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="CollectiveDecision",
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
                        choices=[("draft", "待签署"), ("signed", "已签署")],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("scheme", "实施方案审议"), ("agreement", "授权运营协议审议")],
                        max_length=16,
                        verbose_name="决策事项",
                    ),
                ),
                ("meeting", models.CharField(max_length=120, verbose_name="会议名称")),
                ("held_on", models.DateField(verbose_name="会议日期")),
                ("minutes_no", models.CharField(max_length=60, verbose_name="会议纪要文号")),
                ("chair", models.CharField(max_length=40, verbose_name="主持人")),
                ("attendees", models.TextField(verbose_name="出席人员")),
                ("recusals", models.TextField(blank=True, verbose_name="回避人员及理由")),
                ("opinions", models.TextField(blank=True, verbose_name="审议意见")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("passed", "通过"),
                            ("passed_with_changes", "修改后通过"),
                            ("rejected", "不通过"),
                        ],
                        max_length=24,
                        verbose_name="审议结果",
                    ),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="修改要求或附加条件")),
                (
                    "exception_grounds",
                    models.TextField(blank=True, verbose_name="授权期限超过五年的理由"),
                ),
                (
                    "signed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="签署日期"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collective_decisions",
                        to="accounts.organisation",
                        verbose_name="决策机关",
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
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="会议纪要扫描件",
                    ),
                ),
            ],
            options={
                "verbose_name": "集体决策",
                "verbose_name_plural": "集体决策",
                "ordering": ("-held_on", "-pk"),
                "permissions": (("sign_collectivedecision", "签署集体决策"),),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__in", ("passed", "passed_with_changes", "rejected"))
                        ),
                        name="decision_result_is_listed",
                        violation_error_message="审议结果只能是通过、修改后通过或不通过，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "passed_with_changes"), _negated=True),
                            models.Q(("conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_with_changes_says_which",
                        violation_error_message="审议结果为修改后通过的，须写明修改要求，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_on__isnull", True), ("status", "draft")),
                            models.Q(
                                ("file__isnull", False),
                                ("signed_on__isnull", False),
                                ("status", "signed"),
                            ),
                            _connector="OR",
                        ),
                        name="decision_signed_with_its_minutes",
                        violation_error_message="签署集体决策须附会议纪要扫描件，请上传后再签署。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Licence",
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
                            ("decided", "已集体决策"),
                            ("signed", "已签订"),
                            ("filed", "已备案"),
                            ("in_force", "生效"),
                            ("suspended", "中止"),
                            ("expired", "到期"),
                            ("terminated", "终止"),
                            ("revoked", "撤销"),
                            ("closed", "已退出"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="授权名称")),
                (
                    "number",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="协议编号"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="编号年度"
                    ),
                ),
                (
                    "serial",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="编号顺序"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("whole", "整体授权"),
                            ("domain", "分领域授权"),
                            ("scenario", "依场景授权"),
                        ],
                        max_length=16,
                        verbose_name="授权模式",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=60, verbose_name="授权领域")),
                ("scenario", models.CharField(blank=True, max_length=120, verbose_name="授权场景")),
                ("content", models.TextField(verbose_name="授权内容")),
                (
                    "business",
                    licensing.models.terms.ChoicesField(
                        base_field=models.CharField(
                            choices=[
                                ("development", "公共数据资源开发"),
                                ("product_operation", "产品经营"),
                                ("technical_service", "技术服务"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                        verbose_name="业务范围",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始日期")),
                ("ends_on", models.DateField(verbose_name="截止日期")),
                (
                    "selection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public_tender", "公开招标"),
                            ("invited_tender", "邀请招标"),
                            ("negotiation", "谈判"),
                            ("other_competitive", "其他公平竞争方式"),
                        ],
                        max_length=24,
                        verbose_name="选择方式",
                    ),
                ),
                (
                    "selection_basis",
                    models.TextField(blank=True, verbose_name="采用其他公平竞争方式的依据"),
                ),
                (
                    "notice_no",
                    models.CharField(blank=True, max_length=60, verbose_name="遴选公告文号"),
                ),
                (
                    "result_no",
                    models.CharField(blank=True, max_length=60, verbose_name="遴选结果文号"),
                ),
                (
                    "planned_products",
                    models.TextField(blank=True, verbose_name="拟提供产品和服务清单"),
                ),
                ("technical_standards", models.TextField(blank=True, verbose_name="技术标准")),
                (
                    "security_review_terms",
                    models.TextField(blank=True, verbose_name="安全审核要求"),
                ),
                (
                    "conformity_review_terms",
                    models.TextField(blank=True, verbose_name="业务规范性审核要求"),
                ),
                ("platform", models.TextField(blank=True, verbose_name="技术支撑平台")),
                ("asset_ownership", models.TextField(blank=True, verbose_name="资产权属")),
                ("disclosure_terms", models.TextField(blank=True, verbose_name="信息披露要求")),
                (
                    "redevelopment_ban",
                    models.TextField(blank=True, verbose_name="不得直接或间接参与再开发要求"),
                ),
                ("accounting", models.TextField(blank=True, verbose_name="成本和收入核算要求")),
                ("revenue_sharing", models.TextField(blank=True, verbose_name="收益分配机制")),
                (
                    "data_protection",
                    models.TextField(blank=True, verbose_name="数据安全和个人信息保护要求"),
                ),
                (
                    "incident_response",
                    models.TextField(blank=True, verbose_name="风险监测和应急处置要求"),
                ),
                ("evaluation", models.TextField(blank=True, verbose_name="运营成效评价")),
                ("renewal_and_exit", models.TextField(blank=True, verbose_name="续约或退出机制")),
                ("breach", models.TextField(blank=True, verbose_name="违约责任")),
                ("disputes", models.TextField(blank=True, verbose_name="争议解决方式")),
                ("amendment", models.TextField(blank=True, verbose_name="协议变更、终止条件")),
                ("other_terms", models.TextField(blank=True, verbose_name="其他事项")),
                ("signed_on", models.DateField(editable=False, null=True, verbose_name="签订日期")),
                (
                    "effective_on",
                    models.DateField(editable=False, null=True, verbose_name="办理生效日期"),
                ),
                (
                    "suspended_until",
                    models.DateField(editable=False, null=True, verbose_name="中止至"),
                ),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="结束日期")),
                (
                    "agreement",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="协议文本",
                    ),
                ),
                (
                    "authorising_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorised_licences",
                        to="accounts.organisation",
                        verbose_name="授权主体",
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
                    "decision",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.collectivedecision",
                        verbose_name="协议集体决策",
                    ),
                ),
                (
                    "exceptional_term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.collectivedecision",
                        verbose_name="准许期限超过五年的集体决策",
                    ),
                ),
                (
                    "implementing_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="implemented_licences",
                        to="accounts.organisation",
                        verbose_name="实施机构",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="accounts.organisation",
                        verbose_name="运营机构",
                    ),
                ),
                (
                    "regulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regulated_licences",
                        to="accounts.organisation",
                        verbose_name="监管的数据主管部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权运营协议",
                "verbose_name_plural": "授权运营协议",
                "ordering": ("-starts_on", "-pk"),
                "permissions": (
                    ("inspect_licence", "查阅协议全文"),
                    ("decide_licence", "登记协议集体决策"),
                    ("return_licence", "退回协议"),
                    ("sign_licence", "签订协议"),
                    ("file_licence", "备案协议"),
                    ("activate_licence", "办理授权生效"),
                    ("suspend_licence", "中止授权"),
                    ("reinstate_licence", "恢复授权"),
                    ("expire_licence", "登记授权到期"),
                    ("terminate_licence", "终止授权"),
                    ("revoke_licence", "撤销授权"),
                    ("close_licence", "办结退出"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "indexes": [
                    models.Index(fields=["status", "ends_on"], name="licence_by_state_and_end")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                (
                                    "draft",
                                    "decided",
                                    "signed",
                                    "filed",
                                    "in_force",
                                    "suspended",
                                    "expired",
                                    "terminated",
                                    "revoked",
                                    "closed",
                                ),
                            )
                        ),
                        name="licence_status_is_known",
                        violation_error_message="授权的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="licence_ends_after_it_starts",
                        violation_error_message="截止日期应晚于起始日期，请修改期限。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exceptional_term__isnull", False),
                            (
                                "ends_on__lte",
                                models.Func(
                                    models.F("starts_on"),
                                    output_field=models.DateField(),
                                    template="(%(expressions)s + interval '5 years')::date",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="licence_term_within_five_years",
                        violation_error_message="授权期限原则上最长不超过 5 年，请缩短期限；确需更长的，请先登记写明理由的集体决策。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operator", models.F("implementing_body")), _negated=True
                        ),
                        name="licence_operator_is_not_implementing_body",
                        violation_error_message="运营机构与实施机构不得为同一单位（管运分离），请更换其一。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("operator", models.F("regulator")), _negated=True),
                        name="licence_operator_is_not_regulator",
                        violation_error_message="运营机构与监管部门不得为同一单位（管运分离），请更换其一。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode", "whole"),
                            models.Q(("mode", "domain"), models.Q(("domain", ""), _negated=True)),
                            models.Q(
                                ("mode", "scenario"), models.Q(("scenario", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="licence_names_its_domain_or_scenario",
                        violation_error_message="分领域授权须写明授权领域，依场景授权须写明授权场景，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "business__contained_by",
                                ["development", "product_operation", "technical_service"],
                            ),
                            ("business__len__gte", 1),
                        ),
                        name="licence_business_is_listed",
                        violation_error_message="业务范围只能在公共数据资源开发、产品经营和技术服务中选择，至少一项。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(
                                (
                                    "selection__in",
                                    [
                                        "public_tender",
                                        "invited_tender",
                                        "negotiation",
                                        "other_competitive",
                                    ],
                                ),
                                models.Q(("notice_no", ""), _negated=True),
                                models.Q(("result_no", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="licence_operator_chosen_in_competition",
                        violation_error_message="运营机构须以公平竞争方式选择，并写明遴选公告文号和结果文号，请补充。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("selection", "other_competitive"), _negated=True),
                            models.Q(("selection_basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="licence_other_selection_states_its_basis",
                        violation_error_message="采用其他公平竞争方式的，须写明依据，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "decided")),
                            models.Q(
                                ("agreement__isnull", False),
                                ("serial__isnull", False),
                                ("signed_on__isnull", False),
                                models.Q(("number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="licence_signed_has_agreement_and_number",
                        violation_error_message="签订协议须有协议文本、签订日期和编号，请先完成签订。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="licence_number_is_unique",
                        violation_error_message="协议编号已被使用，请重新签订以取得新编号。",
                    ),
                    models.UniqueConstraint(
                        fields=("regulator", "year", "serial"),
                        name="licence_serial_is_unique_in_its_year",
                        violation_error_message="本年度的协议顺序号已被使用，请重新签订以取得新编号。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("decision__isnull", False), _connector="OR"
                        ),
                        name="licence_past_drafting_rests_on_a_decision",
                        violation_error_message="协议须经实施机构集体决策通过，请先办理决策。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="collectivedecision",
            name="licence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="licensing.licence",
                verbose_name="授权运营协议",
            ),
        ),
        migrations.CreateModel(
            name="LicensedResource",
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
                    "purposes",
                    licensing.models.terms.ChoicesField(
                        base_field=models.CharField(
                            choices=[
                                ("governance", "公共治理"),
                                ("welfare", "公益事业"),
                                ("industry", "产业发展"),
                                ("sector", "行业发展"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                        verbose_name="许可用途",
                    ),
                ),
                ("restrictions", models.TextField(blank=True, verbose_name="使用限制")),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        help_text="重要数据须附风险评估报告。",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="风险评估报告",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        help_text="共享获得的数据须附提供单位的书面同意。",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.attachment",
                        verbose_name="数据提供单位同意函",
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
                        related_name="scope",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licensed_entries",
                        to="catalog.dataresource",
                        verbose_name="数据资源",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权资源",
                "verbose_name_plural": "授权资源",
                "permissions": (("inspect_licensedresource", "查阅同意函和评估报告"),),
                "ordering": ("licence", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("licence", "resource"),
                        name="licence_lists_a_resource_once",
                        violation_error_message="该数据资源已列入本协议的资源范围，请勿重复添加。",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "licence"),
                        name="licensed_resource_with_its_licence",
                        violation_error_message="授权资源与所属协议的对应关系已存在，请刷新后重试。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purposes__contained_by",
                                ["governance", "welfare", "industry", "sector"],
                            ),
                            ("purposes__len__gte", 1),
                        ),
                        name="licensed_resource_purposes_are_listed",
                        violation_error_message="许可用途只能在公共治理、公益事业、产业发展和行业发展中选择，至少一项。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="licence",
            name="resources",
            field=models.ManyToManyField(
                related_name="licences",
                through="licensing.LicensedResource",
                to="catalog.dataresource",
                verbose_name="资源范围",
            ),
        ),
        migrations.CreateModel(
            name="Product",
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
                            ("draft", "起草中"),
                            ("in_review", "审核中"),
                            ("returned", "已退回"),
                            ("on_sale", "在售"),
                            ("withdrawn", "已下架"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="产品名称")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("dataset", "数据集"),
                            ("interface", "接口"),
                            ("model", "模型"),
                            ("verification", "核验"),
                            ("index", "指数"),
                            ("report", "报告"),
                            ("other", "其他形态"),
                        ],
                        max_length=16,
                        verbose_name="产品形态",
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
                ("scenario", models.CharField(max_length=120, verbose_name="应用场景")),
                ("description", models.TextField(verbose_name="产品说明")),
                ("is_raw", models.BooleanField(default=False, verbose_name="直接提供原始数据")),
                (
                    "processing",
                    models.TextField(
                        blank=True,
                        help_text="写明脱敏、汇总、建模等处理，使原始数据不直接进入市场。",
                        verbose_name="加工处理说明",
                    ),
                ),
                ("delivery", models.CharField(max_length=120, verbose_name="交付方式")),
                ("is_on_exchange", models.BooleanField(default=False, verbose_name="场内交易")),
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
                    "unit_name",
                    models.CharField(
                        help_text="例如：次、份、月。", max_length=20, verbose_name="计费单位名称"
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系方式")),
                (
                    "round",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="送审次数"
                    ),
                ),
                ("listed_on", models.DateField(editable=False, null=True, verbose_name="上架日期")),
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
                        related_name="products",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
            ],
            options={
                "verbose_name": "公共数据产品和服务",
                "verbose_name_plural": "公共数据产品和服务",
                "ordering": ("name", "pk"),
                "permissions": (
                    ("submit_product", "送审产品"),
                    ("security_review_product", "产品安全审核"),
                    ("conformity_review_product", "产品业务规范性审核"),
                    ("return_product", "退回产品"),
                    ("sell_product", "上架产品"),
                    ("withdraw_product", "下架产品"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "indexes": [
                    models.Index(fields=["status", "licence"], name="product_by_state_and_licence")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ("draft", "in_review", "returned", "on_sale", "withdrawn"),
                            )
                        ),
                        name="product_status_is_known",
                        violation_error_message="产品的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["governance", "welfare", "industry", "sector"])
                        ),
                        name="product_purpose_is_listed",
                        violation_error_message="用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "dataset",
                                    "interface",
                                    "model",
                                    "verification",
                                    "index",
                                    "report",
                                    "other",
                                ],
                            )
                        ),
                        name="product_form_is_listed",
                        violation_error_message="产品形态不在规定的范围内，请重新选择。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_raw", True),
                            models.Q(("processing", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="product_says_how_data_were_processed",
                        violation_error_message="不是原始数据的产品须写明加工处理情况，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_raw", False),
                            ("form__in", ("dataset", "interface", "other")),
                            _connector="OR",
                        ),
                        name="product_raw_only_as_data",
                        violation_error_message="模型、核验、指数和报告不是原始数据，请取消“直接提供原始数据”。",
                    ),
                    models.UniqueConstraint(
                        fields=("licence", "name"),
                        name="licence_offers_a_product_once",
                        violation_error_message="本协议下已有同名产品，请换一个名称。",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "licence"),
                        name="product_with_its_licence",
                        violation_error_message="产品与所属协议的对应关系已存在，请刷新后重试。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductReview",
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
                    "kind",
                    models.CharField(
                        choices=[("security", "安全审核"), ("conformity", "业务规范性审核")],
                        max_length=16,
                        verbose_name="审核类别",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="送审次数")),
                (
                    "result",
                    models.CharField(
                        choices=[("passed", "审核通过"), ("failed", "审核不通过")],
                        max_length=16,
                        verbose_name="审核结论",
                    ),
                ),
                ("opinion", models.TextField(verbose_name="审核意见")),
                ("reviewed_on", models.DateField(verbose_name="审核日期")),
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
                        related_name="reviews",
                        to="licensing.product",
                        verbose_name="产品",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="product_reviews",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
            ],
            options={
                "verbose_name": "产品审核",
                "verbose_name_plural": "产品审核",
                "ordering": ("product", "round", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("security", "conformity")),
                            ("result__in", ("passed", "failed")),
                        ),
                        name="product_review_is_listed",
                        violation_error_message="审核类别和结论不在规定的范围内，请重新选择。",
                    ),
                    models.UniqueConstraint(
                        fields=("product", "round", "kind"),
                        name="product_reviewed_once_of_each_kind",
                        violation_error_message="本次送审的该项审核已有结论，请查看已有审核意见。",
                    ),
                    models.UniqueConstraint(
                        fields=("product", "round", "reviewer"),
                        name="product_reviews_by_different_people",
                        violation_error_message="安全审核与业务规范性审核须由不同人员作出，请由另一人审核。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductSource",
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
                        blank=True,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "licensed_resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="product_sources",
                        to="licensing.licensedresource",
                        verbose_name="授权资源",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="product_sources",
                        to="licensing.product",
                        verbose_name="产品",
                    ),
                ),
            ],
            options={
                "verbose_name": "产品数据来源",
                "verbose_name_plural": "产品数据来源",
                "ordering": ("product", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("product", "licensed_resource"),
                        name="product_draws_on_a_resource_once",
                        violation_error_message="该授权资源已是本产品的数据来源，请勿重复添加。",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="product",
            name="sources",
            field=models.ManyToManyField(
                related_name="products",
                through="licensing.ProductSource",
                through_fields=("product", "licensed_resource"),
                to="licensing.licensedresource",
                verbose_name="数据资源来源",
            ),
        ),
        migrations.CreateModel(
            name="Scheme",
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
                            ("draft", "起草中"),
                            ("submitted", "已报审"),
                            ("reviewed", "已审核"),
                            ("deliberation", "审议中"),
                            ("returned", "已退回"),
                            ("rejected", "未通过审议"),
                            ("approved", "已通过审议"),
                            ("filed", "已备案"),
                            ("closed", "已终结"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="方案名称")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("whole", "整体授权"),
                            ("domain", "分领域授权"),
                            ("scenario", "依场景授权"),
                        ],
                        max_length=16,
                        verbose_name="授权模式",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=60, verbose_name="授权领域")),
                ("scenario", models.CharField(blank=True, max_length=120, verbose_name="授权场景")),
                (
                    "planned_months",
                    models.PositiveSmallIntegerField(verbose_name="拟授权期限（月）"),
                ),
                ("necessity", models.TextField(blank=True, verbose_name="必要性")),
                (
                    "lifecycle_service",
                    models.TextField(blank=True, verbose_name="数据全生命周期管理服务"),
                ),
                ("demand", models.TextField(blank=True, verbose_name="社会需求")),
                ("market_size", models.TextField(blank=True, verbose_name="市场规模")),
                ("expected_results", models.TextField(blank=True, verbose_name="预期成效")),
                ("risk_control", models.TextField(blank=True, verbose_name="风险防控")),
                (
                    "operator_conditions",
                    models.TextField(blank=True, verbose_name="运营机构选择条件"),
                ),
                (
                    "resource_scope",
                    models.TextField(blank=True, verbose_name="资源范围、更新频率和质量情况"),
                ),
                ("construction", models.TextField(blank=True, verbose_name="建设内容")),
                ("technical_safeguards", models.TextField(blank=True, verbose_name="技术保障")),
                ("timetable", models.TextField(blank=True, verbose_name="实施进度")),
                ("evaluation_criteria", models.TextField(blank=True, verbose_name="评价标准")),
                ("exit_mechanism", models.TextField(blank=True, verbose_name="退出机制")),
                ("asset_management", models.TextField(blank=True, verbose_name="资产管理")),
                ("accounting", models.TextField(blank=True, verbose_name="成本和收入核算机制")),
                ("revenue_sharing", models.TextField(blank=True, verbose_name="收益分配机制")),
                (
                    "data_protection",
                    models.TextField(blank=True, verbose_name="数据安全和个人信息保护措施"),
                ),
                ("incident_response", models.TextField(blank=True, verbose_name="应急处置措施")),
                ("rights_and_duties", models.TextField(blank=True, verbose_name="各方权利义务")),
                (
                    "supervision",
                    models.TextField(blank=True, verbose_name="监督管理及考核评价要求"),
                ),
                ("other_terms", models.TextField(blank=True, verbose_name="其他事项")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_schemes",
                        to="accounts.organisation",
                        verbose_name="牵头数据主管部门",
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
                    "decision",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.collectivedecision",
                        verbose_name="方案审议决策",
                    ),
                ),
                (
                    "implementing_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="accounts.organisation",
                        verbose_name="实施机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权运营实施方案",
                "verbose_name_plural": "授权运营实施方案",
                "ordering": ("-pk",),
                "permissions": (
                    ("submit_scheme", "报审实施方案"),
                    ("review_scheme", "审核实施方案"),
                    ("return_scheme", "退回实施方案"),
                    ("deliberate_scheme", "提请审议实施方案"),
                    ("decide_scheme", "登记实施方案审议结果"),
                    ("file_scheme", "备案实施方案"),
                    ("close_scheme", "终结实施方案"),
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                (
                                    "draft",
                                    "submitted",
                                    "reviewed",
                                    "deliberation",
                                    "returned",
                                    "rejected",
                                    "approved",
                                    "filed",
                                    "closed",
                                ),
                            )
                        ),
                        name="scheme_status_is_known",
                        violation_error_message="实施方案的状态不在规定的范围内，请由流程操作变更状态。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("approved", "filed", "rejected")), _negated=True
                            ),
                            ("decision__isnull", False),
                            _connector="OR",
                        ),
                        name="scheme_outcome_rests_on_a_decision",
                        violation_error_message="方案须经集体审议，请先登记并签署会议决策。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode", "whole"),
                            models.Q(("mode", "domain"), models.Q(("domain", ""), _negated=True)),
                            models.Q(
                                ("mode", "scenario"), models.Q(("scenario", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="scheme_names_its_domain_or_scenario",
                        violation_error_message="分领域授权须写明授权领域，依场景授权须写明授权场景，请补充后再保存。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_months__gte", 1), ("planned_months__lte", 60)),
                        name="scheme_term_within_five_years",
                        violation_error_message="拟授权期限应为 1 至 60 个月（原则上最长不超过 5 年），请修改期限。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedProduct",
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
                ("name", models.CharField(max_length=120, verbose_name="拟提供的产品和服务")),
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
                    "form",
                    models.CharField(
                        choices=[
                            ("dataset", "数据集"),
                            ("interface", "接口"),
                            ("model", "模型"),
                            ("verification", "核验"),
                            ("index", "指数"),
                            ("report", "报告"),
                            ("other", "其他形态"),
                        ],
                        max_length=16,
                        verbose_name="预期形态",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_products",
                        to="licensing.scheme",
                        verbose_name="实施方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "拟提供的产品和服务",
                "verbose_name_plural": "拟提供的产品和服务",
                "ordering": ("scheme", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["governance", "welfare", "industry", "sector"])
                        ),
                        name="planned_product_purpose_is_listed",
                        violation_error_message="用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。",
                    ),
                    models.UniqueConstraint(
                        fields=("scheme", "name"),
                        name="scheme_plans_a_product_once",
                        violation_error_message="本实施方案已有同名产品，请换一个名称。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="licence",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="licences",
                to="licensing.scheme",
                verbose_name="实施方案",
            ),
        ),
        migrations.CreateModel(
            name="Filing",
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
                ("number", models.CharField(max_length=60, verbose_name="备案编号")),
                ("filed_on", models.DateField(verbose_name="备案日期")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="accounts.organisation",
                        verbose_name="备案机关",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="licensing.licence",
                        verbose_name="授权运营协议",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="licensing.scheme",
                        verbose_name="实施方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "备案",
                "verbose_name_plural": "备案",
                "ordering": ("-filed_on", "-pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence__isnull", True), ("scheme__isnull", False)),
                            models.Q(("licence__isnull", False), ("scheme__isnull", True)),
                            _connector="OR",
                        ),
                        name="filing_is_about_one_matter",
                        violation_error_message="备案只能针对一个实施方案或一份授权运营协议，请选择其一。",
                    ),
                    models.UniqueConstraint(
                        fields=("authority", "number"),
                        name="filing_number_is_unique",
                        violation_error_message="该备案机关已有相同的备案编号，请核对编号。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="collectivedecision",
            name="scheme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="licensing.scheme",
                verbose_name="实施方案",
            ),
        ),
        migrations.CreateModel(
            name="SchemeGroupGrant",
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
                        to="licensing.scheme",
                        verbose_name="实施方案",
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
                "verbose_name": "对小组的方案授权",
                "verbose_name_plural": "对小组的方案授权",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SchemeResource",
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
                    "quality_note",
                    models.CharField(blank=True, max_length=250, verbose_name="质量情况"),
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
                        related_name="scheme_entries",
                        to="catalog.dataresource",
                        verbose_name="数据资源",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scope",
                        to="licensing.scheme",
                        verbose_name="实施方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "方案资源",
                "verbose_name_plural": "方案资源",
                "ordering": ("scheme", "pk"),
                "abstract": False,
                "default_permissions": ("add", "change", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "resource"),
                        name="scheme_lists_a_resource_once",
                        violation_error_message="该数据资源已列入本实施方案，请勿重复添加。",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="scheme",
            name="resources",
            field=models.ManyToManyField(
                related_name="schemes",
                through="licensing.SchemeResource",
                to="catalog.dataresource",
                verbose_name="数据资源范围",
            ),
        ),
        migrations.CreateModel(
            name="SchemeUserGrant",
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
                        to="licensing.scheme",
                        verbose_name="实施方案",
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
                "verbose_name": "对个人的方案授权",
                "verbose_name_plural": "对个人的方案授权",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LicenceGroupGrant",
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
                        to="licensing.licence",
                        verbose_name="授权运营协议",
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
                "verbose_name": "对小组的协议授权",
                "verbose_name_plural": "对小组的协议授权",
                "abstract": False,
                "default_permissions": (),
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="LicenceUserGrant",
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
                        to="licensing.licence",
                        verbose_name="授权运营协议",
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
                "verbose_name": "对个人的协议授权",
                "verbose_name_plural": "对个人的协议授权",
                "abstract": False,
                "default_permissions": (),
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.AddConstraint(
            model_name="collectivedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "scheme"), ("licence__isnull", True), ("scheme__isnull", False)
                    ),
                    models.Q(
                        ("kind", "agreement"), ("licence__isnull", False), ("scheme__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="decision_is_about_one_matter",
                violation_error_message="集体决策只能针对一个实施方案或一份授权运营协议，请按决策事项选择其一。",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectivedecision",
            constraint=models.UniqueConstraint(
                fields=("body", "minutes_no", "kind", "scheme", "licence"),
                name="decision_is_recorded_once",
                nulls_distinct=False,
                violation_error_message="同一会议纪要对该事项的决策已有记录，请打开已有记录。",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="schemegroupgrant",
            unique_together={("group", "permission", "content_object")},
        ),
        migrations.AlterUniqueTogether(
            name="schemeusergrant",
            unique_together={("user", "permission", "content_object")},
        ),
    ]
