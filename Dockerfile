# A plug in a container, for an integration's tests. It needs a broker outside: the embedded one hears only the container.
#   docker build -t plugbench .
#   docker run -e PLUGBENCH_MQTT=mqtt://broker plugbench run --time virtual --provisioned
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
# Optional are the compiler, which a library of ours names as a peer, and what drives the GPIO of a Raspberry Pi.
RUN npm prune --omit=dev --omit=optional

FROM node:22-slim
WORKDIR /opt/plugbench
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
RUN ln -s /opt/plugbench/dist/src/main.js /usr/local/bin/plugbench
RUN mkdir /state && chown node:node /state
USER node
ENV PLUGBENCH_STATE=/state PLUGBENCH_BOARD=virtual PLUGBENCH_MQTT=off PLUGBENCH_PAGE=off
VOLUME /state
HEALTHCHECK --interval=5s --start-period=15s CMD ["plugbench", "ctl", "state"]
ENTRYPOINT ["plugbench"]
CMD ["run"]
