"""Proves the query of `dbmodel trace --emit spark-sql` on Spark, and prints a section.

Usage: evaluate_trace.py BINARY

Logs are drawn from a seed, counted by `dbmodel trace` itself and by the query on Spark in local mode;
both profiles must be the same, byte for byte. Names of tables and columns hold what ends a name
elsewhere. Needs pyspark and Java.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

SEED = 20


def draw(generator, rows, keys, exponent):
    weights = [rank**-exponent for rank in range(1, keys + 1)]
    return [f"user-{key}" for key in generator.choices(range(keys), weights, k=rows)]


def logs():
    generator = random.Random(SEED)
    return [
        ("Zipf 1.1 of 50,000 keys", draw(generator, 400_000, 50_000, 1.1)),
        ("Zipf 0.6 of 100,000 keys", draw(generator, 400_000, 100_000, 0.6)),
        ("uniform of 2,000 keys", draw(generator, 400_000, 2_000, 0)),
        ("one key", ["only"] * 70_000),
        ("each key once", [f"k{number}" for number in range(5_000)]),
        ("fewer than 1,024 keys", draw(generator, 10_000, 300, 0.9)),
        ("with nothing and empty keys", [None, "", "a", "b", "a", None] * 500),
    ]


def run(binary, *arguments):
    done = subprocess.run([binary, "trace", *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"error: dbmodel trace {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def native(binary, folder, keys):
    log, profile = os.path.join(folder, "keys.log"), os.path.join(folder, "native.profile")
    with open(log, "w") as file:
        file.writelines((key or "") + "\n" for key in keys)
    run(binary, log, "--input", "keys", "-o", profile, "--force")
    return open(profile).read()


def by_spark(binary, spark, folder, keys):
    answer, profile = os.path.join(folder, "answer.csv"), os.path.join(folder, "spark.profile")
    column = "customer `id`"
    spark.createDataFrame([(key,) for key in keys], f"`{column.replace('`', '``')}` string") \
        .createOrReplaceTempView("requests")
    query = run(binary, "--emit", "spark-sql", "--from", "requests", "--key", column)
    with open(answer, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["part", "keys", "requests"])
        writer.writerows(tuple(row) for row in spark.sql(query).collect())
    run(binary, answer, "-o", profile, "--force")
    return open(profile).read()


def main():
    binary = os.path.abspath(sys.argv[1])
    spark = (
        SparkSession.builder.master("local[2]").appName("trace")
        .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for title, keys in logs():
            one, other = native(binary, folder, keys), by_spark(binary, spark, folder, keys)
            if one != other:
                sys.exit(f"error: {title}: Spark's profile differs\n{one}\n{other}")
            rows.append(f"| {title} | {len(keys):,} | the same |")
    print("## The query of `trace --emit spark-sql`")
    print()
    print(f"`Tests/Support/evaluate_trace.py` on Spark {spark.version}, local mode; logs drawn with seed "
          f"{SEED}. Both profiles are compared byte for byte.")
    print()
    print("| log | rows | profile |")
    print("|---|---|---|")
    print("\n".join(rows))
    spark.stop()


main()
