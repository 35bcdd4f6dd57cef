"""The procedure of 26号 in full: five kinds, joint applicants, corrections, revocations, the region's practice."""

import catalog.query_codes
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


# Rows from before this migration; the trail tells of steps, not of a new column, so its guard steps aside.
GIVE_QUERY_CODES = """
ALTER TABLE catalog_registration DISABLE TRIGGER catalog_registration_needs_event;
UPDATE catalog_registration SET query_code = upper(translate(
    substr(md5(gen_random_uuid()::text), 1, 16), '01258b', 'ghjkmn'));
ALTER TABLE catalog_registration ENABLE TRIGGER catalog_registration_needs_event;
"""
ITEMS_BY_FIELD = """
ALTER TABLE catalog_supplementnotice DISABLE TRIGGER catalog_supplementnotice_needs_event;
UPDATE catalog_supplementnotice SET items = (
    SELECT jsonb_agg(jsonb_build_object('field', '', 'label', '', 'words', item))
    FROM jsonb_array_elements(items) AS item)
WHERE jsonb_typeof(items -> 0) = 'string';
ALTER TABLE catalog_supplementnotice ENABLE TRIGGER catalog_supplementnotice_needs_event;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_guards'),
        ('catalog', '0002_guards'),
        ('governance', '0010_saved_filters'),
        ('licensing', '0002_laws'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplicationParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='修改时间')),
                ('is_lead', models.BooleanField(default=False, help_text='牵头单位就是登记主体，由其提交申请。', verbose_name='牵头单位')),
                ('consent_statement', models.TextField(blank=True, help_text='写明同意文件的名称、文号和日期。', verbose_name='同意共同申请的说明')),
            ],
            options={
                'verbose_name': '共同申请单位',
                'verbose_name_plural': '共同申请单位',
                'ordering': ('application', '-is_lead', 'pk'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='RegistrationPractice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='修改时间')),
                ('is_product_registration_mandatory', models.BooleanField(default=True, help_text='26号 第五条为鼓励，27号 第十六条为应当。', verbose_name='产品和服务必须登记')),
                ('is_change_announced', models.BooleanField(default=True, verbose_name='变更登记须公示')),
                ('is_correction_announced', models.BooleanField(default=False, verbose_name='更正登记须公示')),
                ('is_cancellation_announced', models.BooleanField(default=False, verbose_name='注销登记须公示')),
                ('is_renewal_announced', models.BooleanField(default=False, verbose_name='续展登记须公示')),
                ('source', models.CharField(help_text='写明本地实施细则的名称、文号和条款。', max_length=200, verbose_name='依据')),
            ],
            options={
                'verbose_name': '本地登记实务',
                'verbose_name_plural': '本地登记实务',
                'ordering': ('region',),
                'abstract': False,
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='RegistrationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='修改时间')),
                ('sequence', models.PositiveSmallIntegerField(verbose_name='第几版')),
                ('content', models.JSONField(verbose_name='登记内容')),
                ('content_digest', models.CharField(max_length=64, verbose_name='登记内容的摘要值')),
                ('corrected_on', models.DateField(verbose_name='更正日期')),
                ('reason', models.TextField(verbose_name='更正的理由')),
            ],
            options={
                'verbose_name': '更正后的登记内容',
                'verbose_name_plural': '更正后的登记内容',
                'ordering': ('registration', 'sequence'),
                'abstract': False,
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='Revocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='修改时间')),
                ('status_since', models.DateField(blank=True, editable=False, null=True, verbose_name='进入当前状态的日期')),
                ('due_on', models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='办理期限')),
                ('due_rule', models.CharField(blank=True, editable=False, max_length=40, verbose_name='期限依据')),
                ('due_is_provisional', models.BooleanField(default=False, editable=False, verbose_name='期限为暂定')),
                ('status', models.CharField(choices=[('opened', '待核实'), ('verified', '已核实，待撤销'), ('revoked', '已撤销登记'), ('dropped', '不予撤销')], default='opened', editable=False, max_length=24, verbose_name='状态')),
                ('ground', models.CharField(choices=[('false_material', '隐瞒事实或者提供虚假材料'), ('forged_result', '篡改或者伪造登记结果'), ('unlawful_use', '非法使用登记结果或者利用登记结果不当获利'), ('other_law', '其他违反法律法规的行为')], max_length=16, verbose_name='撤销情形')),
                ('facts', models.TextField(verbose_name='发现的事实')),
                ('verified_on', models.DateField(blank=True, editable=False, null=True, verbose_name='核实日期')),
                ('findings', models.TextField(blank=True, editable=False, verbose_name='核实情况')),
                ('decided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='决定日期')),
                ('decision', models.TextField(blank=True, editable=False, verbose_name='决定的理由')),
            ],
            options={
                'verbose_name': '撤销登记',
                'verbose_name_plural': '撤销登记',
                'ordering': ('-pk',),
                'permissions': (('verify_revocation', '核实撤销情形'), ('decide_revocation', '决定撤销登记'), ('drop_revocation', '决定不予撤销')),
                'abstract': False,
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.AlterModelOptions(
            name='registration',
            options={'default_permissions': ('add', 'change', 'view'), 'ordering': ('-coded_on', '-pk'), 'permissions': (('apply_registration', '申请变更、更正、注销和续展登记'), ('supersede_registration', '以变更后的登记替代'), ('amend_registration', '记录登记内容的更正'), ('end_registration', '注销或者撤销登记'), ('expire_registration', '办理登记期满')), 'verbose_name': '登记', 'verbose_name_plural': '登记'},
        ),
        migrations.AlterModelOptions(
            name='registrationapplication',
            options={'default_permissions': ('add', 'change', 'view'), 'ordering': ('-updated_at', '-pk'), 'permissions': (('file_registrationapplication', '业务审核并提交登记申请'), ('withdraw_registrationapplication', '撤回登记申请'), ('receive_registrationapplication', '受理登记申请'), ('review_registrationapplication', '形式审核登记申请'), ('announce_registrationapplication', '公示登记申请'), ('code_registrationapplication', '赋码'), ('correct_registrationapplication', '更正登记内容'), ('cancel_registrationapplication', '办理注销登记'), ('object_registrationapplication', '对登记公示提出异议'), ('settle_registrationapplication', '异议处理后终止或者恢复登记'), ('lapse_registrationapplication', '终止针对已失效登记的申请')), 'verbose_name': '登记申请', 'verbose_name_plural': '登记申请'},
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_is_coded_after_its_notice',
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_is_the_only_active_one_of_its_resource',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_is_filed_with_a_signed_undertaking',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_is_filed_after_internal_review',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_blocks_are_complete_once_filed',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_with_personal_data_states_its_basis',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_negative_outcome_states_reason',
        ),
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_is_the_only_open_one_of_its_resource',
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(blank=True, help_text='可以不上传；上传的，系统按所选算法核对摘要值。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='存证文件'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='preserved_time',
            field=models.TimeField(blank=True, null=True, verbose_name='存证时刻'),
        ),
        migrations.AddField(
            model_name='registration',
            name='corrected_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='最近更正日期'),
        ),
        migrations.AddField(
            model_name='registration',
            name='end_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='终止的理由'),
        ),
        migrations.AddField(
            model_name='registration',
            name='ended_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='终止日期'),
        ),
        migrations.AddField(
            model_name='registration',
            name='kind',
            field=models.CharField(choices=[('first', '首次登记'), ('change', '变更登记'), ('renewal', '续展登记')], default='first', editable=False, max_length=16, verbose_name='登记类型'),
        ),
        migrations.AddField(
            model_name='registration',
            name='previous',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='catalog.registration', verbose_name='前一登记'),
        ),
        migrations.AddField(
            model_name='registration',
            name='product',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='licensing.product', verbose_name='公共数据产品和服务'),
        ),
        migrations.AddField(
            model_name='registration',
            name='query_code',
            field=models.CharField(editable=False, max_length=16, null=True, verbose_name='登记结果查询码'),
        ),
        migrations.RunSQL(GIVE_QUERY_CODES, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='registration',
            name='query_code',
            field=models.CharField(default=catalog.query_codes.new_query_code, editable=False, max_length=16, unique=True, verbose_name='登记结果查询码'),
        ),
        migrations.RunSQL(ITEMS_BY_FIELD, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='registration',
            name='subject_kind',
            field=models.CharField(choices=[('resource', '公共数据资源'), ('product', '公共数据产品和服务')], default='resource', editable=False, max_length=16, verbose_name='登记对象'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='about',
            field=models.ForeignKey(blank=True, help_text='变更、更正、注销和续展登记填写。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_applications', to='catalog.registration', verbose_name='所针对的登记'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='applicant',
            field=models.ForeignKey(blank=True, help_text='利害关系人没有账号的，由登记机构窗口代为录入，不填这一项。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claimed_corrections', to='accounts.organisation', verbose_name='利害关系人所在单位'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='cancellation_ground',
            field=models.CharField(blank=True, choices=[('lost', '公共数据资源不可复原或者灭失'), ('waived', '登记主体放弃相关权益或者权益期限届满'), ('dissolved', '登记主体解散、被撤销、被宣告破产或者因其他原因终止'), ('other_law', '法律法规规定的其他情形')], max_length=16, verbose_name='注销情形'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='catalogue_code',
            field=models.CharField(blank=True, max_length=64, verbose_name='目录代码'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='change_summary',
            field=models.TextField(blank=True, help_text='写明改什么、为什么改，或者为什么注销。', verbose_name='申请事由'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='consent_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='登记主体的书面同意'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='data_category',
            field=models.CharField(blank=True, choices=[('base', '基础类'), ('theme', '主题类'), ('department', '部门类')], max_length=16, verbose_name='数据分类'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='data_domain',
            field=models.CharField(blank=True, max_length=60, verbose_name='所属领域'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='data_items',
            field=models.TextField(blank=True, verbose_name='数据项'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='data_region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region', verbose_name='数据所属区域'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='error_evidence',
            field=models.TextField(blank=True, verbose_name='证明登记有误的证据'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='error_evidence_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='证据材料'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='first_received_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='首次收到日期'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='formats',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='格式'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='grade',
            field=models.CharField(blank=True, choices=[('core', '核心数据'), ('important', '重要数据'), ('general_4', '一般数据4级'), ('general_3', '一般数据3级'), ('general_2', '一般数据2级'), ('general_1', '一般数据1级')], max_length=16, verbose_name='数据分级'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='industry',
            field=models.CharField(blank=True, max_length=60, verbose_name='所属行业'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='interest',
            field=models.TextField(blank=True, verbose_name='利害关系'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='interested_party',
            field=models.CharField(blank=True, max_length=120, verbose_name='利害关系人姓名或者名称'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='is_by_interested_party',
            field=models.BooleanField(default=False, verbose_name='由利害关系人申请'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='needs_notice',
            field=models.BooleanField(default=True, editable=False, help_text='审核通过时按本地登记实务确定。', verbose_name='是否公示'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='product',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registration_applications', to='licensing.product', verbose_name='公共数据产品和服务'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='product_delivery',
            field=models.CharField(blank=True, max_length=120, verbose_name='交付方式'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='product_form',
            field=models.CharField(blank=True, choices=[('dataset', '数据集'), ('interface', '接口'), ('model', '模型'), ('verification', '核验'), ('index', '指数'), ('report', '报告'), ('other', '其他形态')], max_length=16, verbose_name='产品形态'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='product_purpose',
            field=models.CharField(blank=True, choices=[('governance', '公共治理'), ('welfare', '公益事业'), ('industry', '产业发展'), ('sector', '行业发展')], max_length=16, verbose_name='用途类别'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='provider_consent_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='同意文件的扫描件'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='renewal_ends_on',
            field=models.DateField(blank=True, help_text='不填的，续展至可以续展的最后一天；每次续展不超过3年。', null=True, verbose_name='申请续展至'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='risk_measures',
            field=models.TextField(blank=True, verbose_name='风险防控措施'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='sample',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='数据样例'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='scenario_domain',
            field=models.CharField(blank=True, max_length=60, verbose_name='应用领域'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='scenario_users',
            field=models.CharField(blank=True, max_length=200, verbose_name='使用对象'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='source_registrations',
            field=models.ManyToManyField(blank=True, related_name='derived_applications', to='catalog.registration', verbose_name='来源数据资源的登记'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='subject_kind',
            field=models.CharField(choices=[('resource', '公共数据资源'), ('product', '公共数据产品和服务')], default='resource', max_length=16, verbose_name='登记对象'),
        ),
        migrations.AddField(
            model_name='registrationapplication',
            name='update_cycle',
            field=models.CharField(blank=True, choices=[('realtime', '实时'), ('daily', '每日'), ('weekly', '每周'), ('ten_days', '每旬'), ('monthly', '每月'), ('quarterly', '每季度'), ('half_yearly', '每半年'), ('yearly', '每年'), ('irregular', '不定期')], max_length=16, verbose_name='更新周期'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='digest',
            field=models.CharField(blank=True, help_text='64位十六进制数字，小写；上传了存证文件的，可以不填，由系统计算。', max_length=64, verbose_name='摘要值'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='notice_ended_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='公示截止日期'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='status',
            field=models.CharField(choices=[('active', '有效'), ('superseded', '已被变更替代'), ('renewed', '已续展，由新登记接续'), ('expired', '已期满'), ('cancelled', '已注销'), ('revoked', '已撤销')], default='active', editable=False, max_length=24, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='registrationapplication',
            name='kind',
            field=models.CharField(choices=[('first', '首次登记'), ('change', '变更登记'), ('correction', '更正登记'), ('cancellation', '注销登记'), ('renewal', '续展登记')], default='first', max_length=16, verbose_name='登记类型'),
        ),
        migrations.AlterField(
            model_name='registrationapplication',
            name='registry',
            field=models.ForeignKey(help_text='按登记主体的层级和所在地选择。', on_delete=django.db.models.deletion.PROTECT, related_name='received_applications', to='accounts.organisation', verbose_name='登记机构'),
        ),
        migrations.AlterField(
            model_name='registrationapplication',
            name='risk_conclusion',
            field=models.TextField(blank=True, verbose_name='评估结论'),
        ),
        migrations.AlterField(
            model_name='registrationapplication',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('submitted', '待受理'), ('returned', '待补正'), ('refused', '不予受理'), ('in_review', '形式审核中'), ('failed', '审核未通过'), ('reviewed', '审核通过'), ('notice', '公示中'), ('objected', '异议处理中'), ('terminated', '已终止登记'), ('coded', '已赋码'), ('completed', '已办结'), ('withdrawn', '已撤回申请')], default='draft', editable=False, max_length=24, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='supplementnotice',
            name='items',
            field=models.JSONField(help_text='逐项列出：字段、字段名称、哪里不符合要求；不对应字段的，字段为空。', verbose_name='应补正的内容'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__lte', django.db.models.expressions.CombinedExpression(models.F('valid_from'), '+', models.Value(datetime.timedelta(days=1096))))), name='registration_lasts_at_most_three_years', violation_error_message='登记的有效期不得超过3年，请核对有效期止。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('coded_on__gt', models.F('notice_ended_on')), ('notice_ended_on__isnull', False)), models.Q(('notice_ended_on', None), models.Q(('kind', 'first'), _negated=True)), _connector='OR'), name='registration_is_coded_after_its_notice', violation_error_message='公示期满之前不得赋码，请在公示截止次日以后办理。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'first'), ('previous', None)), models.Q(models.Q(('kind', 'first'), _negated=True), ('previous__isnull', False)), _connector='OR'), name='registration_that_follows_names_the_previous_one', violation_error_message='变更和续展后的登记须对应前一登记，首次登记没有前一登记。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('product', None), ('subject_kind', 'resource')), models.Q(('product__isnull', False), ('resource', None), ('subject_kind', 'product')), _connector='OR'), name='registration_is_of_one_subject_of_its_kind', violation_error_message='一项登记只对应一项资源，或者只对应一项产品和服务。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('cancelled', 'revoked')), _negated=True), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='registration_end_states_when_and_why', violation_error_message='注销和撤销登记须记录日期和理由。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('query_code__regex', '^[0-9A-Z]{16}$')), name='registration_query_code_has_16_signs', violation_error_message='登记结果查询码须为16位大写字母或者数字。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('resource__isnull', False), ('status', 'active')), expressions=[(models.Func(models.F('resource'), models.F('resource'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange'), '&&')], name='registration_is_the_only_active_one_of_its_resource', violation_error_message='这一资源在这段时间已有有效的登记，请办理变更登记，不要重复登记。'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('product__isnull', False), ('status', 'active')), expressions=[(models.Func(models.F('product'), models.F('product'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange'), '&&')], name='registration_is_the_only_active_one_of_its_product', violation_error_message='这一产品在这段时间已有有效的登记，请办理变更登记，不要重复登记。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), models.Q(('submission__gt', 0), ('undertaking_signed_on__isnull', False)), _connector='OR'), name='application_is_filed_with_a_signed_undertaking', violation_error_message='提交登记申请须先签署承诺书。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), ('internally_reviewed_on__isnull', False), _connector='OR'), name='application_is_filed_after_internal_review', violation_error_message='提交登记申请须先通过本单位业务审核。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), ('kind', 'cancellation'), models.Q(models.Q(('data_abstract', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True), models.Q(('risk_conclusion', ''), _negated=True)), _connector='OR'), name='application_blocks_are_complete_once_filed', violation_error_message='提交前须填写数据内容简介、合法合规依据和安全风险评估结论。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), ('has_personal_data', False), ('kind', 'cancellation'), models.Q(('personal_data_basis', ''), _negated=True), _connector='OR'), name='application_with_personal_data_states_its_basis', violation_error_message='含个人信息的，须写明处理依据或者匿名化情况。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), models.Q(('product__isnull', True), ('resource__isnull', False), ('subject_kind', 'resource')), models.Q(('product__isnull', False), ('resource__isnull', True), ('subject_kind', 'product')), _connector='OR'), name='application_names_one_subject_of_its_kind', violation_error_message='登记对象为公共数据资源的，须选择资源，不选产品；登记对象为产品和服务的，须选择产品，不选资源。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about__isnull', True), ('kind', 'first')), models.Q(models.Q(('kind', 'first'), _negated=True), models.Q(('status__in', ('draft', 'withdrawn')), ('about__isnull', False), _connector='OR')), _connector='OR'), name='application_names_the_registration_that_it_is_about', violation_error_message='变更、更正、注销和续展登记须选择所针对的登记；首次登记不选已有登记。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), models.Q(('kind__in', ('change', 'correction', 'cancellation')), _negated=True), models.Q(('change_summary', ''), _negated=True), _connector='OR'), name='application_to_alter_a_registration_says_what_and_why', violation_error_message='变更、更正和注销登记须写明事由，请在“申请事由”中填写。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cancellation'), ('status__in', ('draft', 'withdrawn'))), models.Q(('kind', 'cancellation'), models.Q(('cancellation_ground', ''), _negated=True)), models.Q(models.Q(('kind', 'cancellation'), _negated=True), ('cancellation_ground', '')), _connector='OR'), name='application_for_cancellation_states_one_of_the_grounds', violation_error_message='注销登记须选择一项注销情形；其他登记类型不选注销情形。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('is_by_interested_party', False), ('kind', 'correction'), _connector='OR'), name='application_by_an_interested_party_is_a_correction', violation_error_message='利害关系人只能申请更正登记，请把登记类型改为更正登记。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('is_by_interested_party', False), ('status__in', ('draft', 'withdrawn')), models.Q(models.Q(('interested_party', ''), _negated=True), models.Q(('interest', ''), _negated=True), models.Q(('consent_file__isnull', False), models.Q(('error_evidence', ''), _negated=True), _connector='OR')), _connector='OR'), name='application_by_an_interested_party_rests_on_consent_or_evidence', violation_error_message='利害关系人申请更正登记，须写明姓名或者名称和利害关系，并提交登记主体的书面同意或者证明登记有误的证据。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('refused', 'failed', 'terminated', 'withdrawn')), _negated=True), models.Q(('outcome_reason', ''), _negated=True), _connector='OR'), name='application_negative_outcome_states_reason', violation_error_message='不予受理、审核未通过、终止登记和撤回申请须写明理由。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('first', 'change', 'renewal')), ('status', 'coded')), models.Q(('kind__in', ('correction', 'cancellation')), ('status', 'completed')), models.Q(('status__in', ('coded', 'completed')), _negated=True), _connector='OR'), name='application_ends_as_its_kind_ends', violation_error_message='首次、变更和续展登记以赋码办结，更正和注销登记不赋码，请按登记类型办理。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('first',)), ('status__in', ('submitted', 'returned', 'in_review', 'reviewed', 'notice', 'objected'))), fields=('resource',), name='application_is_the_only_open_one_of_its_resource', violation_error_message='这一资源已有正在办理的首次登记申请，请勿重复提交。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('first',)), ('status__in', ('submitted', 'returned', 'in_review', 'reviewed', 'notice', 'objected'))), fields=('product',), name='application_is_the_only_open_one_of_its_product', violation_error_message='这一产品已有正在办理的首次登记申请，请勿重复提交。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('change', 'cancellation', 'renewal')), ('status__in', ('submitted', 'returned', 'in_review', 'reviewed', 'notice', 'objected'))), fields=('about',), name='application_is_the_only_open_one_of_its_registration', violation_error_message='这项登记已有正在办理的变更、注销或者续展申请，请待其办结后再提交。'),
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('correction',)), ('status__in', ('submitted', 'returned', 'in_review', 'reviewed', 'notice', 'objected'))), fields=('about',), name='application_is_the_only_open_correction_of_its_registration', violation_error_message='这项登记已有正在办理的更正申请，请待其办结后再提交。'),
        ),
        migrations.AddField(
            model_name='applicationparty',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='catalog.registrationapplication', verbose_name='登记申请'),
        ),
        migrations.AddField(
            model_name='applicationparty',
            name='consent_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='同意文件'),
        ),
        migrations.AddField(
            model_name='applicationparty',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人'),
        ),
        migrations.AddField(
            model_name='applicationparty',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_applications', to='accounts.organisation', verbose_name='共同申请单位'),
        ),
        migrations.AddField(
            model_name='registrationpractice',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人'),
        ),
        migrations.AddField(
            model_name='registrationpractice',
            name='region',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='registration_practice', to='accounts.region', verbose_name='适用区划'),
        ),
        migrations.AddField(
            model_name='registrationversion',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='version_made', to='catalog.registrationapplication', verbose_name='更正申请'),
        ),
        migrations.AddField(
            model_name='registrationversion',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人'),
        ),
        migrations.AddField(
            model_name='registrationversion',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalog.registration', verbose_name='登记'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='evidence_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.attachment', verbose_name='证据材料'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revocations', to='catalog.registration', verbose_name='登记'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='verified_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核实人'),
        ),
        migrations.AddConstraint(
            model_name='applicationparty',
            constraint=models.UniqueConstraint(fields=('application', 'organisation'), name='applicationparty_is_named_once', violation_error_message='同一单位只能列为一次共同申请单位，请删去重复的一行。'),
        ),
        migrations.AddConstraint(
            model_name='applicationparty',
            constraint=models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('application',), name='applicationparty_has_one_lead', violation_error_message='共同申请只能有一个牵头单位，请核对后重新选择。'),
        ),
        migrations.AddConstraint(
            model_name='registrationpractice',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='registrationpractice_cites_its_source', violation_error_message='本地登记实务须写明依据。'),
        ),
        migrations.AddConstraint(
            model_name='registrationversion',
            constraint=models.UniqueConstraint(fields=('registration', 'sequence'), name='registrationversion_is_numbered_once', violation_error_message='这一版登记内容已经存在，请刷新页面后重试。'),
        ),
        migrations.AddConstraint(
            model_name='registrationversion',
            constraint=models.CheckConstraint(condition=models.Q(('sequence__gte', 2)), name='registrationversion_follows_what_was_coded', violation_error_message='更正后的登记内容从第2版起编号。'),
        ),
        migrations.AddConstraint(
            model_name='registrationversion',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='registrationversion_states_why', violation_error_message='更正登记内容须写明理由。'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(('facts', ''), _negated=True), name='revocation_states_the_facts', violation_error_message='撤销登记须写明发现的事实。'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('opened', 'dropped')), models.Q(('verified_by__isnull', False), models.Q(('findings', ''), _negated=True)), _connector='OR'), name='revocation_follows_a_verification', violation_error_message='撤销登记须先核实，并写明核实情况。'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('opened', 'verified')), models.Q(('decided_by__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='revocation_decision_states_who_and_why', violation_error_message='撤销或者不予撤销须记录决定人和理由。'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'revoked'), _negated=True), models.Q(('decided_by', models.F('verified_by')), _negated=True), _connector='OR'), name='revocation_is_decided_by_another_than_the_verifier', violation_error_message='核实人不得决定撤销，请由另一人决定。'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('opened', 'verified'))), fields=('registration',), name='revocation_is_the_only_open_one_of_its_registration', violation_error_message='这项登记已有正在办理的撤销，请在原记录上办理。'),
        ),
    ]
