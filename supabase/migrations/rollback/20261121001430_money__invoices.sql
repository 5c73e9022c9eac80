-- Undoes money · invoices.

drop table if exists public.billing_line_items;
drop table if exists public.invoices;
drop function if exists private.tg_invoices__lines_sum_to_net();
drop function if exists private.tg_billing_line_items__issued_stays();
drop function if exists private.tg_invoices__issued_stays();
drop type if exists public.invoice_status;
