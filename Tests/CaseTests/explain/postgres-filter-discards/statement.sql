select id from orders where placed_at > '2026-02-01' and note = 'nothing'
