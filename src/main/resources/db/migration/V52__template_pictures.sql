-- Pictures that no template names can be taken away by the office (vn.sogoc.document.template); the store lets no other go.
create function template_image_is_named(institution integer, picture bytea) returns boolean language sql stable as $$
  select exists (
    select from proposal p left join proposal_outcome o on o.proposal_id = p.id
    where p.kind = 'template' and p.institution_id = institution and (o.outcome = 'approved' or (o.outcome is null and p.expires_at > now()))
      and p.terms::text like '%' || encode(picture, 'hex') || '%')
$$;

create function template_image_goes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not template_image_is_named(old.institution_id, old.digest) then
    return old;
  end if;
  raise exception 'a picture that a template names stays as it is' using errcode = 'restrict_violation';
end $$;
drop trigger refuse_update_delete on template_image;
create trigger refuse_update_delete before update or delete on template_image
  for each row execute function template_image_goes();
alter table template_image enable always trigger refuse_update_delete;
grant delete on template_image to sogoc_app;
