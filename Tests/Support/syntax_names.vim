" Writes the name of the syntax group at each place of each file.
"
" $DBMODEL_PLACES is a JSON file: [{"path": …, "places": [[line, column], …]}, …], counted from 1, in
" bytes. $DBMODEL_NAMES is written with one list of names for each file.

let s:out = []
for s:case in json_decode(join(readfile($DBMODEL_PLACES), "\n"))
  execute 'edit' fnameescape(s:case.path)
  setlocal nofoldenable
  syntax sync fromstart
  call add(s:out, map(s:case.places, 'synIDattr(synID(v:val[0], v:val[1], 1), "name")'))
endfor
call writefile([json_encode(s:out)], $DBMODEL_NAMES)
qall!
