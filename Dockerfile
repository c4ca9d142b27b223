# waymark in a container: docker build -t waymark . && docker run --rm -i waymark annotate < text.txt
# The packages come from cmake/packages.txt, the one list.
FROM debian:12-slim AS build
COPY cmake/packages.txt /src/cmake/packages.txt
RUN apt-get update && apt-get install -y --no-install-recommends $(sed -n 's/^build *//p' /src/cmake/packages.txt)
COPY . /src
RUN cd /src && cmake --preset release && cmake --build --preset release && cmake --install build/release --prefix /usr/local

FROM debian:12-slim
COPY cmake/packages.txt /tmp/packages.txt
RUN apt-get update && apt-get install -y --no-install-recommends $(sed -n 's/^run *//p' /tmp/packages.txt) && \
    rm -rf /var/lib/apt/lists/* /tmp/packages.txt
COPY --from=build /usr/local/bin/waymark /usr/local/bin/waymark
COPY --from=build /usr/local/share/waymark /usr/local/share/waymark
ENTRYPOINT ["waymark"]
