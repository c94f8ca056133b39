-- Starts `dbmodel lsp` for the current buffer, once for each folder: Neovim 0.7 and later.

local M = {}

-- Servers by folder, for versions without vim.lsp.start.
local clients = {}

-- The folder of the repository around a file, or of the file itself.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local git = vim.fn.finddir('.git', folder .. ';')
  if git == '' then
    return folder
  end
  return vim.fn.fnamemodify(git, ':p:h:h')
end

function M.start()
  local buffer = vim.api.nvim_get_current_buf()
  local config = {
    name = 'dbmodel',
    cmd = { 'dbmodel', 'lsp' },
    root_dir = root_of(vim.api.nvim_buf_get_name(buffer)),
  }
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local id = clients[config.root_dir]
  if not id or vim.lsp.get_client_by_id(id) == nil then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
  return id
end

return M
