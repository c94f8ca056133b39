"""Neovim without a window, set up by editors/nvim: what a user's keys do to the text."""

import json
import os
import shutil
import subprocess

import pytest
from conftest import BINARY, ENTITIES, PATTERNS, ROOT

NEOVIM = shutil.which("nvim")

# Waits until the server has answered, then does what the keys of the manual do.
SCRIPT = """
local out = {}
local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do
    if answer.error then error(answer.error.message) end
    return answer.result
  end
end
local function at(text, skip)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local found = line:find(text, 1, true)
    if found then
      vim.api.nvim_win_set_cursor(0, { number, found - 1 + (skip or 0) })
      return vim.lsp.util.make_position_params()
    end
  end
  error('no ' .. text)
end
local function findings()
  return vim.tbl_map(function(found) return found.message end, vim.diagnostic.get(0))
end
local function run()
  vim.cmd('edit patterns.dbmodel')
  assert(vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20), 'no findings')
  out.wrong = findings()
  at('Lown')
  vim.cmd('normal! cwLoan')
  assert(vim.wait(30000, function() return #vim.diagnostic.get(0) == 0 end, 20), 'findings stay')
  out.hover = request('textDocument/hover', at('Loan')).contents.value
  local place = at('Loan', 2)
  local client = vim.tbl_values(vim.lsp.buf_get_clients(0))[1]
  out.encoding = client.offset_encoding
  local found = request('textDocument/definition', place)
  vim.lsp.util.jump_to_location(found[1] or found, client.offset_encoding)
  out.jumped = { vim.fn.expand('%:t'), vim.fn.expand('<cword>') }
  vim.cmd('buffer patterns.dbmodel')
  vim.cmd('write')
  vim.cmd('normal! ggG')
  local form = request('textDocument/formatting', vim.lsp.util.make_formatting_params())
  vim.lsp.util.apply_text_edits(form, 0, client.offset_encoding)
  out.formatted = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  local names = at('due', 1)
  names.newName = 'until'
  vim.lsp.util.apply_workspace_edit(request('textDocument/rename', names), client.offset_encoding)
  out.renamed = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  vim.cmd('buffer entities.dbmodel')
  out.other = vim.api.nvim_buf_get_lines(0, 0, -1, true)
end
local ok, reason = pcall(run)
if not ok then out.error = tostring(reason) end
vim.fn.writefile({ vim.fn.json_encode(out) }, 'out.json')
vim.cmd('qall!')
"""


@pytest.mark.skipif(NEOVIM is None, reason="nvim is not installed (Debian's neovim)")
def test_neovim(workspace):
    workspace.write("entities.dbmodel", ENTITIES)
    workspace.write("patterns.dbmodel", PATTERNS.replace("Loan {", "Lown  {"))
    workspace.write("script.lua", SCRIPT)
    folder = workspace.folder
    environment = {**os.environ, "PATH": f"{os.path.dirname(BINARY)}:{os.environ['PATH']}"}
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        environment[f"XDG_{name}_HOME"] = str(folder)
    run = subprocess.run(
        [
            NEOVIM, "--headless", "-i", "NONE", "-n", "-u", "NONE",
            "--cmd", f"set hidden runtimepath^={ROOT / 'editors' / 'nvim'}",
            "-c", "filetype plugin on", "-c", "luafile script.lua",
        ],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
    )
    out = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert "error" not in out, (out, run.stderr)
    assert any("`Lown`" in message for message in out["wrong"])
    assert "Loan" in out["hover"]
    assert out["jumped"] == ["entities.dbmodel", "Loan"]
    # The text on disk had two spaces before the brace; typing the name left them.
    assert "\n".join(out["formatted"]) + "\n" == PATTERNS
    assert out["renamed"] == PATTERNS.replace("due", "until").splitlines()
    assert any(line.startswith("  until:") for line in out["other"])
    assert not any(line.startswith("  due:") for line in out["other"])
