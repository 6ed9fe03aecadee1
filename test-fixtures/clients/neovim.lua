-- nvim --headless -u NONE -i NONE -n -c 'luafile neovim.lua'
-- Uses the server as Neovim's own client does. Environment: SERVER_COMMAND (a JSON list), SERVER_PID_FILE, SCRIPT (the
-- file to open). Prints a line for each step; ends with code 1 if one of them failed.
-- Written for Neovim 0.7, which has no vim.lsp.start.

local command = vim.fn.json_decode(os.getenv('SERVER_COMMAND'))
local file = os.getenv('SCRIPT')
local failed = 0

local function check(step, ok, more)
  if not ok then failed = failed + 1 end
  io.stdout:write(('\n%s %s %s\n'):format(ok and 'ok' or 'FAILED', step, more or ''))
end

local function wait(condition) return vim.wait(20000, condition, 10) end

local function start(buffer, ended)
  local id = vim.lsp.start_client({
    name = 'm365ls',
    cmd = command,
    root_dir = vim.fn.fnamemodify(file, ':h'),
    on_exit = function(code, signal) ended.now = { code = code, signal = signal } end
  })
  vim.lsp.buf_attach_client(buffer, id)
  return vim.lsp.get_client_by_id(id)
end

local function codes(buffer)
  return table.concat(vim.tbl_map(function(d) return tostring(d.code) end, vim.diagnostic.get(buffer)), ',')
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].filetype = 'sh'
  local ended = {}
  local client = start(buffer, ended)
  check('open', wait(function() return client.initialized end))
  check('diagnose', wait(function() return codes(buffer) == 'unknown-option' end), codes(buffer))

  local function ask(method, params)
    local answer = client.request_sync(method, params, 20000, buffer)
    return answer and answer.result
  end

  -- The client's own way to complete: what CTRL-X CTRL-O shows.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { 'm365 spo site ge' })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(buffer), 16 })
  local position = vim.lsp.util.make_position_params()
  local found = ask('textDocument/completion', position)
  local words = vim.lsp.util.text_document_completion_list_to_complete_items(found or {}, 'ge')
  local get = vim.tbl_filter(function(word) return word.word == 'get' end, words)
  check('complete', #get == 1, tostring(#words))

  vim.api.nvim_win_set_cursor(0, { 1, 12 })
  local hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
  local lines = hover and vim.lsp.util.convert_input_to_markdown_lines(hover.contents) or {}
  check('hover', table.concat(lines, '\n'):find('spo site get', 1, true), lines[1])

  vim.api.nvim_buf_set_lines(buffer, -2, -1, false, {})
  check('diagnose again', wait(function() return codes(buffer) == 'unknown-option' end), codes(buffer))
  local finding = vim.diagnostic.get(buffer)[1]
  local range = {
    start = { line = finding.lnum, character = finding.col },
    ['end'] = { line = finding.end_lnum, character = finding.end_col }
  }
  local actions = ask('textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = range,
    context = { diagnostics = { finding.user_data.lsp and vim.tbl_extend('keep', finding.user_data.lsp, {
      range = range, message = finding.message, severity = finding.severity, source = finding.source
    }) } }
  }) or {}
  check('fix', #actions > 0 and actions[1].edit, actions[1] and actions[1].title)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  local text = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
  check('change', text == 'm365 spo site get --url https://contoso.sharepoint.com', text)
  check('no more findings', wait(function() return #vim.diagnostic.get(buffer) == 0 end), codes(buffer))

  -- The server dies; a new one is started, as the user would.
  vim.loop.kill(tonumber(vim.fn.readfile(os.getenv('SERVER_PID_FILE'))[1]), 'sigkill')
  check('crash', wait(function() return ended.now end), ended.now and tostring(ended.now.code))
  ended = {}
  client = start(buffer, ended)
  check('restart', wait(function() return client.initialized end))
  vim.api.nvim_buf_set_lines(buffer, 0, 1, false, { 'm365 spo site gte' })
  check('diagnose after restart', wait(function() return codes(buffer) == 'unknown-command' end), codes(buffer))

  vim.lsp.buf_detach_client(buffer, client.id)
  client.stop()
  check('close', wait(function() return ended.now end) and ended.now.code == 0, vim.inspect(ended.now):gsub('%s+', ' '))
end

local ok, trouble = xpcall(main, debug.traceback)
if not ok then check('script', false, trouble) end
vim.cmd(failed > 0 and 'cquit 1' or 'qall!')
