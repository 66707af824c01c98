# docker build -t pyxis .        See docs/install/docker.md.
FROM node:24-trixie-slim AS build
WORKDIR /src
# Installed anew only when what is to be installed changes.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && node scripts/stage.mjs /opt/pyxis

FROM debian:trixie-slim
# ffmpeg converts what a browser cannot play; yt-dlp is for sources to come.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates ffmpeg tzdata yt-dlp \
    && rm -rf /var/lib/apt/lists/*
# A number that is no person's, so that folders of the host can be given to it.
RUN groupadd --gid 8765 pyxis \
    && useradd --uid 8765 --gid 8765 --create-home --shell /usr/sbin/nologin pyxis \
    && install --directory --owner=pyxis --group=pyxis --mode=700 /var/lib/pyxis /var/cache/pyxis \
    # The music folder of this user is /music: what is mounted there plays, and the demo library while nothing is.
    && install --directory /home/pyxis/.config /music \
    && echo 'XDG_MUSIC_DIR="/music"' > /home/pyxis/.config/user-dirs.dirs \
    && ln --symbolic /opt/pyxis/bin/pyxis /usr/local/bin/pyxis
COPY --from=build /opt/pyxis /opt/pyxis

USER 8765:8765
WORKDIR /var/lib/pyxis
ENV HOME=/home/pyxis \
    STATE_DIRECTORY=/var/lib/pyxis \
    CACHE_DIRECTORY=/var/cache/pyxis \
    # The log goes to the standard output.
    LOGS_DIRECTORY=/tmp/pyxis \
    # Compiled code outlives the container's /tmp.
    NODE_COMPILE_CACHE=/var/cache/pyxis/code \
    # Inside, “every address” is the container's own; what is let in is said with -p.
    PYXIS_SERVER_HOSTNAME=0.0.0.0
VOLUME ["/var/lib/pyxis", "/var/cache/pyxis"]
EXPOSE 8765
STOPSIGNAL SIGTERM
# There is no curl in here; Node asks as well.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["/opt/pyxis/node/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PYXIS_SERVER_PORT ?? 8765}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["pyxis"]
CMD ["serve"]
