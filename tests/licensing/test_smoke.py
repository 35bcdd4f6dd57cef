import pytest
from tests.factories import licensing as f, schemes as s
@pytest.mark.django_db
def test_all():
    p = f.product_on_sale()
    print(p, p.licence)
    f.closed_licence()
    f.expired_licence()
