-- Accounts that were here before and whose currency is another one than the file gives them, with the line that gives it.
select
  c.line_no,
  'currency' as column_name,
  c.currency as value,
  format('is not the currency of account %s, which is %s since an earlier file', a.account_id, a.currency) as reason,
  'An account has one currency. If the earlier file was wrong, deliver an accounts file; else make one account of each in config/feeds.yaml: account_id: {template: "{Account}-{Currency}"}, with the names of this file' as remedy
from load_currency c
join account a on a.account_id = c.account_id
where c.load_id = :load
  and a.currency <> c.currency
order by c.line_no;
