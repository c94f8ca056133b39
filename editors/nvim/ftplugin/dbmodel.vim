" Filetype plugin: dbmodel. The server is started where the command `dbmodel` can be found;
" `let g:dbmodel_lsp = v:false` prevents that.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s
setlocal comments=:///,://
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal iskeyword=@,48-57,_,-
setlocal suffixesadd=.dbmodel
setlocal include=^\\s*import
setlocal autoindent smartindent

let b:undo_ftplugin = 'setlocal commentstring< comments< formatoptions< expandtab< shiftwidth<'
  \ .. ' softtabstop< iskeyword< suffixesadd< include< autoindent< smartindent<'

if has('nvim') && get(g:, 'dbmodel_lsp', v:true) && executable('dbmodel')
  lua require('dbmodel').start()
endif
