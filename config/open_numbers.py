"""What the rules leave to a region: switches and numbers, with what holds where nobody chose."""

import os

from config.environment import is_on

# I-05 (管运分离): where the data authority must itself implement, the region says so openly.
LICENSING_REGULATOR_MAY_IMPLEMENT = is_on("LICENSING_REGULATOR_MAY_IMPLEMENT")
# From which share (per cent) or index on the page on concentration asks for attention; no judgement of law.
LICENSING_CONCENTRATION_SHARE = int(os.environ.get("LICENSING_CONCENTRATION_SHARE", "50"))
LICENSING_CONCENTRATION_INDEX = int(os.environ.get("LICENSING_CONCENTRATION_INDEX", "2500"))
# 27号 第十二条 names no number; 招标投标法 (to be checked) knows three bidders, and five judges of a compulsory tender.
LICENSING_TENDER_CANDIDATES = int(os.environ.get("LICENSING_TENDER_CANDIDATES", "3"))
LICENSING_TENDER_JUDGES = int(os.environ.get("LICENSING_TENDER_JUDGES", "3"))
# How often operators report the use of their products (month, quarter or year), and below which count the public
# sees no figure.
LICENSING_USAGE_PERIOD = os.environ.get("LICENSING_USAGE_PERIOD", "quarter")
LICENSING_SMALL_COUNT = int(os.environ.get("LICENSING_SMALL_COUNT", "10"))
