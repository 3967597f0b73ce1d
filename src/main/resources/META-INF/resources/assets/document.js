// The secret of a link is in the fragment, which a browser never sends. It goes into the form, and out of the address and the
// history, before anything else is asked for.
const secret = location.hash.slice(1);
if (/^[a-z2-7]{32}$/i.test(secret)) {
  history.replaceState(null, '', location.pathname + location.search);
  document.getElementById('link').value = secret;
  document.getElementById('birth').focus();
}
