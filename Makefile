# The commands for people; each is a few plain ones, named in README.md.
# What they need beyond Debian, Swift, git and make is installed by Tests/Support/install.sh.

.PHONY: help demo test evaluate build format lint clean

help:
	@echo "make demo      build, check and compile a sample, and show the report"
	@echo "make test      build and run every test, with PostgreSQL, MariaDB and a DynamoDB endpoint"
	@echo "make evaluate  the long measurements; rewrites docs/performance.md and docs/evaluation/"
	@echo "make build     the debug build alone"
	@echo "make format    put sources into the house form; make lint only checks it"
	@echo "make clean     remove build products, the tests' Python and build/"

# SAMPLE=samples/NAME shows another one.
demo:
	@Tests/Support/demo.sh $(SAMPLE)

# TEST_ARGUMENTS="--filter NAME" runs some of them; DBMODEL_WITHOUT_SERVERS=1 leaves servers out.
test:
	@Tests/Support/test.sh $(TEST_ARGUMENTS)

evaluate:
	@Tests/Support/evaluate.sh

build:
	@Tests/Support/install.sh build
	swift build

format:
	swift format --in-place --recursive --parallel Sources Tests

lint:
	swift format lint --strict --recursive --parallel Sources Tests

clean:
	rm -rf .build .cache build
