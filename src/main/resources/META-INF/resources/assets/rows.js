// The arrows of the keyboard lead from one document of a batch to the next.
addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest?.('input, textarea, select, [role=region]')) {
    return;
  }
  const link = document.getElementById({ ArrowLeft: 'before', ArrowRight: 'after' }[event.key] ?? '');
  if (link) {
    event.preventDefault();
    link.click();
  }
});
