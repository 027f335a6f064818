# make demo       builds, and shows what Sightline does on pictures that it makes itself
# make test       everything that is tested
# make bench      the short benchmarks, beside their peers; results under bench/runs
# make lint       style, strictly
# make build      the release binaries, warnings being errors
# make release    the tool as it is installed: it runs where no Swift is
# make install    the tool, its vocabulary, manual page and completions, in PREFIX (/usr/local), behind DESTDIR if that is set
# make uninstall  takes them out of PREFIX again
# make package    a Debian package of the same, in .build-package
# make clean      removes everything that was built
# make help       shows these lines
#
# Those that build first install the Debian packages that are missing, where they may.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: demo test bench lint build release install uninstall package packages clean help

STRICT := -Xswiftc -warnings-as-errors -Xcc -Werror
# Tests want `@testable`, which changes every object: a folder of their own spares building everything twice.
TEST_BUILD := --scratch-path .build-test
PACKAGES := libjpeg-dev liblmdb-dev libpng-dev pkg-config
DEMO := demo-output
PREFIX := /usr/local
DESTDIR :=
# What is linked in another way is kept apart, too.
RELEASE := .build-install/release/sightline

build: packages
	swift build -c release $(STRICT)

test: packages
	swift test -c release $(TEST_BUILD) $(STRICT)

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

release: $(RELEASE)

# Whoever installs as root builds nothing, as long as `make release` was there before.
$(RELEASE): Package.swift packaging/build.sh $(shell find Sources -type f) | packages
	packaging/build.sh
	touch $@

install: $(RELEASE)
	@case "$(PREFIX)" in /*) ;; *) echo "PREFIX must begin with /, and is '$(PREFIX)'" >&2; exit 1;; esac
	packaging/install.sh $(RELEASE) "$(DESTDIR)$(PREFIX)"

uninstall:
	packaging/uninstall.sh "$(DESTDIR)$(PREFIX)"

package: $(RELEASE)
	packaging/package.sh $(RELEASE)

bench: build
	bench/run.sh

demo: build
	rm -rf $(DEMO); mkdir -p $(DEMO)
	.build/release/make-scenes collection $(DEMO)/scenes --count 12 --views 2 --seed 1
	.build/release/sightline features $(DEMO)/scenes --output-directory $(DEMO)/features
	picture=$$(ls $(DEMO)/scenes/*.jpg | head -1); \
	.build/release/sightline features "$$picture" --max-features 300 --output $(DEMO)/first.oxford --picture $(DEMO)/features.png
	.build/release/sightline build-vocabulary $(DEMO)/words.slv $(DEMO)/scenes --words 2000
	.build/release/sightline info $(DEMO)/words.slv --picture $(DEMO)/words.png --from $(DEMO)/scenes
	.build/release/sightline ingest $(DEMO)/collection $(DEMO)/scenes
	picture=$$(ls $(DEMO)/scenes/*.jpg | head -1); \
	.build/release/sightline query $(DEMO)/collection "$$picture" --top 5 --report $(DEMO)/found.html
	pictures=($$(ls $(DEMO)/scenes/*.jpg | head -2)); \
	.build/release/sightline verify "$${pictures[@]}" --picture $(DEMO)/pair.png
	.build/release/sightline groups $(DEMO)/collection --report $(DEMO)/groups.html > $(DEMO)/groups.txt
	@echo
	@echo "Above: the pictures of the collection that show the same as the first one (+), with what proves it; and whether the first two do."
	@echo "Look at $(DEMO)/found.html: lay the query over each result; at $(DEMO)/groups.html: everything that shows the same;"
	@echo "at $(DEMO)/pair.png: the points that two pictures share; at $(DEMO)/features.png: the regions that were found in the first one;"
	@echo "and at $(DEMO)/words.png: parts of the pictures that share a visual word."

packages:
	@command -v dpkg-query >/dev/null || exit 0; \
	missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	install="apt-get install -y --no-install-recommends$$missing"; \
	if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive $$install; \
	elif sudo -n true 2>/dev/null; then sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $$install; \
	else echo "Sightline needs packages that are not installed. Type: sudo $$install" >&2; exit 1; fi

clean:
	rm -rf .build .build-test .build-install .build-package $(DEMO)

help:
	@sed -n '/^# make /s/^# //p' Makefile
