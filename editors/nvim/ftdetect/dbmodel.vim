autocmd BufRead,BufNewFile *.dbmodel setfiletype dbmodel
