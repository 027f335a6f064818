# make demo       builds, and shows what Sightline does on pictures that it makes itself
# make test       everything that is tested
# make bench      the short benchmarks, beside their peers; results under bench/runs
# make lint       style, strictly
# make build      the release binaries, warnings being errors
# make release    the tool as it is installed: it runs where no Swift is
# make install    the tool, its vocabulary, manual page and completions, in PREFIX (/usr/local), behind DESTDIR if that is set
# make deep       fetches ONNX Runtime, which runs networks, into DEEP (sightline/onnxruntime in your data folder)
# make uninstall  takes them out of PREFIX again
# make package    a Debian package of the same, in .build-package
# make clean      removes everything that was built
# make help       shows these lines
#
# Those that build first install the Debian packages that are missing, where they may.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: demo test bench lint build release install uninstall package packages deep clean help

STRICT := -Xswiftc -warnings-as-errors -Xcc -Werror
# Tests want `@testable`, which changes every object: a folder of their own spares building everything twice.
TEST_BUILD := --scratch-path .build-test
PACKAGES := libjpeg-dev liblmdb-dev libpng-dev pkg-config
DEMO := demo-output
PREFIX := /usr/local
DESTDIR :=
DEEP := $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/sightline/onnxruntime
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
$(RELEASE): Package.swift .ci/packaging/build.sh $(shell find Sources -type f) | packages
	.ci/packaging/build.sh
	touch $@

install: $(RELEASE)
	@case "$(PREFIX)" in /*) ;; *) echo "PREFIX must begin with /, and is '$(PREFIX)'" >&2; exit 1;; esac
	.ci/packaging/install.sh $(RELEASE) "$(DESTDIR)$(PREFIX)"

uninstall:
	.ci/packaging/uninstall.sh "$(DESTDIR)$(PREFIX)"

package: $(RELEASE)
	.ci/packaging/package.sh $(RELEASE)

# Nothing else needs it; where it is missing, networks say so and their tests are skipped.
deep:
	@.ci/packaging/onnxruntime.sh "$(DEEP)"

bench: build
	bench/run.sh

SIGHTLINE := .build/release/sightline
SCENES := $(DEMO)/scenes

# The region is a part of a poster, which two other pictures show from elsewhere.
demo: build
	rm -rf $(DEMO); mkdir -p $(DEMO)
	.build/release/make-scenes collection $(SCENES) --count 12 --views 2 --seed 1
	$(SIGHTLINE) features $(SCENES)/object-00-00.jpg --max-features 300 --output $(DEMO)/first.oxford --picture $(DEMO)/features.png
	$(SIGHTLINE) build-vocabulary $(DEMO)/words.slv $(SCENES) --words 2000
	$(SIGHTLINE) info $(DEMO)/words.slv --picture $(DEMO)/words.png --from $(SCENES)
	$(SIGHTLINE) ingest $(DEMO)/archive $(SCENES)
	$(SIGHTLINE) query $(DEMO)/archive $(SCENES)/object-07-01.jpg --region 200,120,240,200 --top 4 --report $(DEMO)/found.html
	$(SIGHTLINE) embed $(DEMO)/archive
	$(SIGHTLINE) query $(DEMO)/archive $(SCENES)/object-03-01.jpg --channel both --neighbours diffusion --top 4
	.build/release/make-scenes drawings $(DEMO)/shapes --count 60 --seed 1
	$(SIGHTLINE) ingest $(DEMO)/drawn $(DEMO)/shapes/scenes --drawings
	$(SIGHTLINE) query $(DEMO)/drawn $(DEMO)/shapes/drawings/shape-03.png --drawing --top 4 --report $(DEMO)/drawn.html
	$(SIGHTLINE) verify $(SCENES)/object-00-01.jpg $(SCENES)/object-00-02.jpg --picture $(DEMO)/pair.png
	$(SIGHTLINE) groups $(DEMO)/archive --report $(DEMO)/groups.html > $(DEMO)/groups.txt
	tail -n +2 $(SCENES)/truth.csv | cut -d, -f1,2 > $(DEMO)/groups.csv
	$(SIGHTLINE) benchmark groups --images $(SCENES) --truth $(DEMO)/groups.csv --vocabulary $(DEMO)/words.slv \
	  --report $(DEMO)/benchmark.html
	$(SIGHTLINE) remove $(DEMO)/archive $(SCENES)/object-11-02.jpg
	$(SIGHTLINE) check $(DEMO)/archive
	@echo
	@echo "Above: the pictures that show the same as that region (+), with what proves it; another picture found by its words and by a"
	@echo "vector of the whole together; the scene in which a drawn shape stands; whether two pictures show the same; and how"
	@echo "well each way of searching finds the other views of a picture, with words learned from these very pictures."
	@echo
	@echo "Look at  $(DEMO)/found.html      lay the query over each result, see the matched points"
	@echo "         $(DEMO)/drawn.html      what a drawing finds, and where it stands"
	@echo "         $(DEMO)/groups.html     everything that shows the same"
	@echo "         $(DEMO)/benchmark.html  how well that works, query by query"
	@echo "         $(DEMO)/pair.png        the points that two pictures share"
	@echo "         $(DEMO)/features.png    the regions that were found in one"
	@echo "         $(DEMO)/words.png       parts of pictures that share a visual word"

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
