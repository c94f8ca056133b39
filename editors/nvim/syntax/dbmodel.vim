" Vim syntax file
" Language: dbmodel, edition 2026 (*.dbmodel)
"
" The lists below are grammar/keywords.json; a test holds them against it and rewrites them.

if exists('b:current_syntax')
  finish
endif

syntax case match
" Long raw strings begin far above the screen.
syntax sync minlines=300

let s:clauses = 'access|allow|audit|authentication|availability|backup|backups|by|callers|capacity|class|compliance|connect|connections|consistency|cost|costs|count|cross-region|daily|dead-letter|delete|deletion-protection|delivery|design|drill|edition|encryption|endpoint|entities|entity|environment|extensions|failover|fails|failures|flow|for|goals|group|headroom|idempotent|import|index|indexes|insert|insights|instance|instances|item|key|lag|latency|lifecycle|limit|local|logs|maintenance|model|notify|order|page|parameter|partition|policy|pool|port|prefer|prices|project|proxy|rate|read|readers|reads|recovery|region|replica-lag|replicas|retry|returns|role|row|rows|rpo|rto|runs|schedule|serverless|service|skew|snapshots|sort|sql|storage|store|struct|table|table-class|through|timeout|tls|transaction|unique|update|upsert|variant|version|warm|weekly|writes|zone|zones'
let s:keywords = 'and|if|in|not|or|set|where'
let s:constants = 'false|null|true'
let s:types = 'binary|bool|bytes|date|decimal|enum|int|list|many|map|new|range|string|timestamp|ulid|uuid'
let s:flags = 'clock|key|personal|secret|soft-delete|tenant|ttl|unique|version'
let s:distributions = 'hotset|recent|top|trace|uniform|unknown|zipf'
let s:functions = 'absent|avg|count|day|follows|match|max|min|now|sum'
let s:units = 'ACU|B|GB|KB|MB|RCU|TB|USD|WCU|day|days|h|hour|hours|min|month|months|ms|ns|s|sec|us|week|weeks|year|years'
let s:magnitudes = 'G|K|M|T'

" A hyphen between letters, digits or underscores belongs to the word.
let s:begin = '%(\w|\w-)@2<!'
let s:end = '%(\w|-\w)@!'
let s:word = '\h%(\w|-\w@=)*'
let s:plain = s:end .. '%([ \t]*:)@!'

function! s:match(group, pattern, ...) abort
  execute 'syntax match' a:group '/\v' .. escape(a:pattern, '/') .. '/' .. (a:0 ? ' ' .. a:1 : '')
endfunction

" Of two that match at one place, vim takes the later one.
call s:match('dbmodelUnknown', '\S')
call s:match('dbmodelName', s:word)
call s:match('dbmodelEntity', s:begin .. '\u%(\w|-\w@=)*')
call s:match('dbmodelCall', s:begin .. s:word .. '\(@=')
call s:match('dbmodelFlag', s:begin .. '%(' .. s:flags .. ')' .. s:plain)
call s:match('dbmodelType', s:begin .. '%(' .. s:types .. ')' .. s:plain)
call s:match('dbmodelDistribution', s:begin .. '%(' .. s:distributions .. ')' .. s:plain)
call s:match('dbmodelFunction', s:begin .. '%(' .. s:functions .. ')' .. s:end .. '\(@=')
" Later parts of a path may begin with digits: db.r6g.2xlarge.
call s:match('dbmodelMember', '%(\w\.)@2<=%(' .. s:word .. '|\d[0-9_]*\a%(\w|-\w@=)*)')
call s:match('dbmodelKeyword', s:begin .. '%(' .. s:keywords .. ')' .. s:end)
call s:match('dbmodelConstant', s:begin .. '%(' .. s:constants .. ')' .. s:end)
call s:match('dbmodelLabel', s:begin .. s:word .. '%([ \t]*:)@=')
call s:match('dbmodelClause', '^[ \t]*\zs%(' .. s:clauses .. ')' .. s:plain)

call s:match('dbmodelPunctuation', '[,:()}.]')
call s:match('dbmodelPunctuation', '\{', 'nextgroup=dbmodelClause skipwhite')
call s:match('dbmodelClause', '%(' .. s:clauses .. ')' .. s:plain, 'contained')
call s:match('dbmodelOperator', '[-+*/?=]|\<\>@!\=?|\>\=?|!\=|[-+=]\=|-\>|\.\.')
call s:match('dbmodelUnknown', '[A-Za-z0-9_.]@1<!\.\d\w*')
call s:match('dbmodelParameter', '\$' .. s:word)
call s:match('dbmodelAccessor', '%([A-Za-z0-9_).])@1<!\.\h@=', 'nextgroup=dbmodelCase')
call s:match('dbmodelCase', s:word, 'contained')

let s:number = '%(\w|\w-)@2<!\d[0-9_]*%(\.\d[0-9_]*)?'
call s:match('dbmodelNumber',
  \ s:number .. '%(' .. s:magnitudes .. '|x)?\w@!\%?%(/\a+)?', 'nextgroup=dbmodelUnit skipwhite')
call s:match('dbmodelUnit',
  \ '%(' .. s:units .. ')' .. s:end .. '%(\(|\.\.@!|[ \t]*:)@!', 'contained nextgroup=dbmodelPer')
call s:match('dbmodelPer', '/\h@=', 'contained nextgroup=dbmodelPerUnit')
call s:match('dbmodelPerUnit', '\h%(\w|-\w@=)*', 'contained')
call s:match('dbmodelDate', '\d{4}-\d{2}-\d{2}[A-Za-z0-9_-]@!')
call s:match('dbmodelTime', '\d{2}:\d{2}%(:\d{2})?\w@!')

syntax match dbmodelEscape /\v\\(["\\nt]|u\{\x{1,6}\})/ contained
syntax match dbmodelTemplate /\v\{\h[A-Za-z0-9_.-]*\}/ contained
syntax region dbmodelString start=/"/ end=/"/ skip=/\\./ oneline contains=dbmodelEscape,dbmodelTemplate
syntax match dbmodelSQLParameter /\v%([A-Za-z0-9_:])@1<!:\h\w*/ contained
syntax region dbmodelSQL start=/"""/ end=/"""/ contains=dbmodelSQLParameter keepend

syntax match dbmodelComment /\/\/.*/ contains=@Spell
syntax match dbmodelDocumentation /\/\/\/\/\@!.*/ contains=@Spell

highlight default link dbmodelUnknown Error
highlight default link dbmodelEntity Structure
highlight default link dbmodelCall Function
highlight default link dbmodelFlag StorageClass
highlight default link dbmodelType Type
highlight default link dbmodelDistribution Constant
highlight default link dbmodelFunction Function
highlight default link dbmodelKeyword Keyword
highlight default link dbmodelConstant Boolean
highlight default link dbmodelLabel Identifier
highlight default link dbmodelClause Statement
highlight default link dbmodelPunctuation Delimiter
highlight default link dbmodelOperator Operator
highlight default link dbmodelAccessor Delimiter
highlight default link dbmodelParameter Special
highlight default link dbmodelCase Constant
highlight default link dbmodelNumber Number
highlight default link dbmodelUnit Number
highlight default link dbmodelPer Number
highlight default link dbmodelPerUnit Number
highlight default link dbmodelDate Number
highlight default link dbmodelTime Number
highlight default link dbmodelEscape SpecialChar
highlight default link dbmodelTemplate Identifier
highlight default link dbmodelString String
highlight default link dbmodelSQL String
highlight default link dbmodelSQLParameter Special
highlight default link dbmodelComment Comment
highlight default link dbmodelDocumentation SpecialComment

delfunction s:match
let b:current_syntax = 'dbmodel'
