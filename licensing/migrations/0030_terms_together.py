"""The permissions of agreements, as all procedures together name them."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0029_usage_laws'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='licence',
            options={'default_permissions': ('add', 'change', 'view'), 'ordering': ('-starts_on', '-pk'), 'permissions': (('inspect_licence', '查阅协议全文'), ('decide_licence', '登记协议集体决策'), ('return_licence', '退回协议'), ('exempt_licence', '准许未经本平台遴选的协议'), ('sign_licence', '签订协议'), ('file_licence', '备案协议'), ('activate_licence', '办理授权生效'), ('suspend_licence', '中止授权'), ('reinstate_licence', '恢复授权'), ('expire_licence', '登记授权到期'), ('terminate_licence', '终止授权'), ('revoke_licence', '撤销授权'), ('close_licence', '办结退出'), ('undertake_licence', '作出运营承诺'), ('cosign_licence', '会签协议'), ('renew_licence', '发起续约'), ('remind_licence', '提醒授权期满')), 'verbose_name': '授权运营协议', 'verbose_name_plural': '授权运营协议'},
        ),
    ]
