// What waited for a proof goes on by itself; without script, by the button of the page.
'use strict'

document.getElementById('go-on').requestSubmit()
