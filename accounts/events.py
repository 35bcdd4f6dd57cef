"""What the trail calls the events of accounts that are neither steps nor edits."""

from django.utils.translation import gettext_lazy as _

from governance.words import name_actions, name_values

name_actions(
    {
        "accounts.user.sign_in": _("登录"),
        "accounts.user.sign_out": _("退出登录"),
        "accounts.user.verify": _("输入动态验证码"),
        "accounts.user.enrol": _("设置动态验证码"),
        "accounts.user.change_password": _("修改密码"),
        "accounts.user.invite": _("签发登录链接"),
        "accounts.user.break_glass": _("应急任用安全管理员"),
    }
)
name_values({("means", "password"): _("密码"), ("means", "link"): _("登录链接")})
