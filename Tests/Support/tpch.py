"""Makes the tables and queries of TPC-H at a tenth of its scale. Usage: tpch.py FOLDER

The tables come from tpchgen-cli, the queries from DuckDB's extension; neither is kept here.
"""

import os
import subprocess
import sys

import duckdb
import duckdb_extension_tpch

folder = sys.argv[1]
program = os.path.join(os.path.dirname(sys.executable), "tpchgen-cli")
subprocess.run([program, "-s", "0.1", "--output-dir", folder], check=True, stdout=subprocess.DEVNULL)
for name in os.listdir(folder):
    if not name.endswith(".tbl"):
        continue
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    # A line ends with the character that parts its fields; PostgreSQL would see one field more.
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line.removesuffix("|") + "\n" for line in lines)

extension = os.path.join(
    os.path.dirname(duckdb_extension_tpch.__file__),
    "extensions",
    f"v{duckdb.__version__}",
    "tpch.duckdb_extension",
)
connection = duckdb.connect(config={"allow_unsigned_extensions": True})
connection.execute(f"LOAD '{extension}'")
os.makedirs(os.path.join(folder, "queries"), exist_ok=True)
for number, text in connection.execute("SELECT query_nr, query FROM tpch_queries()").fetchall():
    with open(os.path.join(folder, "queries", f"q{number:02d}.sql"), "w", encoding="utf-8") as file:
        file.write(text)
for name, _, files in os.walk(folder):
    os.chmod(name, 0o755)
    for one in files:
        os.chmod(os.path.join(name, one), 0o644)
