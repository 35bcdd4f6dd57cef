"""Keys change on record only; a revoked one stays revoked, and no key is given another fingerprint or holder."""

from django.db import migrations

from governance.guards import DeclaredMoves, GuardedTables

KEYS_STAND = """
CREATE FUNCTION accounts_access_key_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['status', 'status_since', 'due_on', 'due_rule', 'due_is_provisional', 'version', 'updated_at'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION '公数：接口密钥不能修改或者删除，请吊销后新建。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_accesskey_stands BEFORE UPDATE OR DELETE ON accounts_accesskey
    FOR EACH ROW EXECUTE FUNCTION accounts_access_key_stands();
"""
FORGET = """
DROP TRIGGER accounts_accesskey_stands ON accounts_accesskey;
DROP FUNCTION accounts_access_key_stands();
"""


class Migration(migrations.Migration):
    dependencies = (("accounts", "0005_access_keys"), ("governance", "0013_declared_moves"))

    operations = (
        GuardedTables("accounts_accesskey"),
        DeclaredMoves("accounts_accesskey", starts=("active",), moves=("active>revoked",)),
        migrations.RunSQL(KEYS_STAND, FORGET),
    )
