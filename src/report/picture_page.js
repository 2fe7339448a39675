(function () {
  'use strict';
  /* The grounds of a bar or mark stand beside it: what its title says, under the pointer and with the keyboard. */
  var card = document.createElement('div');
  card.id = 'card';
  card.hidden = true;
  card.setAttribute('aria-hidden', 'true');
  document.body.appendChild(card);

  document.querySelectorAll('.picture a').forEach(function (link) {
    var title = link.querySelector('title'), text = title.textContent;
    link.setAttribute('aria-label', text);
    title.remove();
    function show() {
      card.textContent = text;
      card.hidden = false;
      var at = link.getBoundingClientRect(), width = card.offsetWidth, height = card.offsetHeight;
      var left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - width - 8);
      var below = at.bottom + 10, above = at.top - height - 10;
      card.style.left = left + window.scrollX + 'px';
      card.style.top = (below + height > window.innerHeight && above > 0 ? above : below) + window.scrollY + 'px';
    }
    function hide() { card.hidden = true; }
    link.addEventListener('mouseenter', show);
    link.addEventListener('focus', show);
    link.addEventListener('mouseleave', hide);
    link.addEventListener('blur', hide);
  });
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') card.hidden = true; });
})();
