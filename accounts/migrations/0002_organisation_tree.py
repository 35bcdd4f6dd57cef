"""The closure of the organisation tree is kept by the database: correct for every writer, and a cycle is impossible."""

from django.db import migrations

# A shared lock for a new organisation and an exclusive one for a move: two moves at once could otherwise close a
# circle that neither sees. The lock is taken before the first look at the closure.
FOLLOW = """
CREATE FUNCTION accounts_organisation_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM pg_advisory_xact_lock_shared(hashtext('accounts_organisation'));
        INSERT INTO accounts_organisationclosure (ancestor_id, descendant_id, depth)
        SELECT ancestor_id, NEW.id, depth + 1 FROM accounts_organisationclosure WHERE descendant_id = NEW.parent_id
        UNION ALL SELECT NEW.id, NEW.id, 0;
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('accounts_organisation'));
    IF EXISTS (SELECT 1 FROM accounts_organisationclosure
               WHERE ancestor_id = NEW.id AND descendant_id = NEW.parent_id) THEN
        RAISE EXCEPTION '公数：上级单位不能是本单位或其下级单位，请另选上级单位。'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_tree_has_no_cycle';
    END IF;
    DELETE FROM accounts_organisationclosure link
    USING accounts_organisationclosure below, accounts_organisationclosure above
    WHERE below.ancestor_id = NEW.id AND above.descendant_id = NEW.id AND above.depth > 0
      AND link.descendant_id = below.descendant_id AND link.ancestor_id = above.ancestor_id;
    INSERT INTO accounts_organisationclosure (ancestor_id, descendant_id, depth)
    SELECT above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
    FROM accounts_organisationclosure above, accounts_organisationclosure below
    WHERE above.descendant_id = NEW.parent_id AND below.ancestor_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER organisation_enters_the_tree AFTER INSERT ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION accounts_organisation_follow();
CREATE TRIGGER organisation_moves_in_the_tree AFTER UPDATE OF parent_id ON accounts_organisation
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)
    EXECUTE FUNCTION accounts_organisation_follow();
"""
UNFOLLOW = """
DROP TRIGGER organisation_enters_the_tree ON accounts_organisation;
DROP TRIGGER organisation_moves_in_the_tree ON accounts_organisation;
DROP FUNCTION accounts_organisation_follow();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FOLLOW, UNFOLLOW)]
