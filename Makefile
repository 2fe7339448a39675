# The few commands a person types; the real build is meson.build.
#
#   make            build the program (build/ties) and the library (build/libties.so)
#   make demo       install what is needed, build, and answer the question of the README
#   make check      install what is needed, build twice (gcc; clang with sanitizers), run all tests
#   make bench      measure everything, in minutes; SIZE=small: without the synthetic million, in one or two
#   make lossless   DB=FILE: does the index of a database lose anything? 50,000 queries (QUERIES), minutes to hours
#   make fuzz       run every fuzz target for FUZZ_SECONDS each
#   make format     lay out the code
#   make install    to PREFIX (default /usr/local)

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60

RUN_PACKAGES = gcc libc6-dev meson ninja-build pkg-config libexpat1-dev libyaml-dev zlib1g-dev libzstd-dev \
	libxxhash-dev libjansson-dev libcsv-dev libgumbo-dev libcurl4-openssl-dev libssl-dev libsqlite3-dev libicu-dev libcmocka-dev
BENCH_PACKAGES = time valgrind
CHECK_PACKAGES = g++ clang-14 libclang-rt-14-dev clang-format-14 perl python3 python3-xxhash openssl jq zstd scdoc mandoc sqlite3 nodejs libxml2-utils

.PHONY: all deps deps-check demo check bench lossless fuzz format install clean

all: build/build.ninja
	ninja -C build

build/build.ninja:
	CC=gcc meson setup build --prefix=$(PREFIX)

# Sanitizers on everything, and coverage for the fuzzers.
build-asan/build.ninja:
	CC=clang-14 meson setup build-asan -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
		-Dwerror=true -Dc_args=-fsanitize=fuzzer-no-link

# Installs only what is missing; needs root (or sudo) only then.
define install_packages
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	[ -z "$$missing" ] && exit 0; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing
endef

deps:
	$(call install_packages,$(RUN_PACKAGES))

deps-check: deps
	$(call install_packages,$(CHECK_PACKAGES))
	@tests/export/schemata build/schemata

# Quiet as long as all is well: what counts is the answer.
demo: deps
	@mkdir -p build && echo "building (build/make.log) ..."
	@$(MAKE) --no-print-directory all >build/make.log 2>&1 || { cat build/make.log; exit 1; }
	@printf '\n$$ ties build -o build/world.ties data\n\n'
	@build/ties build -o build/world.ties data
	@printf '\n$$ ties scan examples/conference.md\n\n'
	@build/ties --db build/world.ties scan examples/conference.md
	@printf '\n$$ ties screen --file examples/customers.csv\n\n'
	@build/ties --db build/world.ties screen --file examples/customers.csv
	@build/ties --db build/world.ties scan examples/conference.md --format html -o build/conference.html
	@printf '\n$$ ties trace "Michael Cooper" MEK --on 2019-07-12 --limit 1\n\n'
	@build/ties --db build/world.ties trace "Michael Cooper" MEK --on 2019-07-12 --limit 1
	@build/ties --db build/world.ties compare MEK "Quds Force" --format html -o build/compare.html
	@printf '\nAs pages: the article with its mentions, build/conference.html; who listed whom when, build/compare.html\n'
	@printf '\nTo ask more, in this shell:\n\n  export PATH="%s/build:$$PATH" TIES_DB="%s/build/world.ties"\n  ties status MEK --on 2012-10-01\n' "$(CURDIR)" "$(CURDIR)"

check: deps-check
	@$(MAKE) --no-print-directory build/build.ninja build-asan/build.ninja
	meson configure build -Dwerror=true
	ninja -C build
	ninja -C build-asan
	tests/run build build-asan

bench: deps
	$(call install_packages,$(BENCH_PACKAGES))
	@$(MAKE) --no-print-directory all
	bench/run build

lossless: all
	build/tests/prop/prop_lossless $(DB) $(or $(QUERIES),50000) 50 $(SECONDS)

fuzz: deps-check build-asan/build.ninja
	ninja -C build-asan
	tests/fuzz/run build-asan $(FUZZ_SECONDS)

format:
	clang-format-14 -i $$(git ls-files '*.c' '*.h')

install: all
	meson install -C build

clean:
	rm -rf build build-asan
