import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkteam.settings")
os.environ["WIJKTEAM_PROCESS"] = "page"  # see TIME_LIMITS
application = get_wsgi_application()
