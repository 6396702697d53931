FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=2 \
    READING_ROOM_DATA=/data \
    READING_ROOM_BIND=0.0.0.0:8000

RUN useradd --create-home --uid 10001 room && install -d -o room -g room -m 700 /data
WORKDIR /srv/reading-room
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements/runtime.txt
COPY manage.py ./
COPY reading_room reading_room
COPY statements statements
COPY templates templates
COPY static static

USER room
VOLUME /data
EXPOSE 8000
# One image, two kinds of container: this one serves pages; `python manage.py worker` does the work behind them.
# Static files are collected at the start of each web container, into its own data folder.
CMD ["sh", "-c", "python manage.py collectstatic --no-input --verbosity=0 && exec gunicorn --config python:reading_room.server reading_room.wsgi:application"]
