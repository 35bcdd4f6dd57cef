"""An interested party's claim tells only what is wrong; everything else keeps what stands."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_guards'),
        ('catalog', '0020_registration_laws'),
        ('governance', '0012_new_terms'),
        ('licensing', '0003_updating_resources'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='registrationapplication',
            name='application_blocks_are_complete_once_filed',
        ),
        migrations.AddConstraint(
            model_name='registrationapplication',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'withdrawn')), ('kind', 'cancellation'), ('is_by_interested_party', True), models.Q(models.Q(('data_abstract', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True), models.Q(('risk_conclusion', ''), _negated=True)), _connector='OR'), name='application_blocks_are_complete_once_filed', violation_error_message='提交前须填写数据内容简介、合法合规依据和安全风险评估结论。'),
        ),
    ]
