"""Appeal Assistant: from a marketplace's letter to an answer that is ready to attach.

The map of the program, lowest layer last; a module imports only from layers below its own::

    __main__            arguments -> objects -> window or command
    ui | cli            the Qt window and its panes | the commands
    actions             one use case a module, plain functions
    bundle              the plan and everything written from it: PDF, HTML, CSV, manifest, zip, verification
    reply               the letter back, as text
    capture             the screen -> a frame
    storage | imaging   a case folder on disk | pixels
    notice              a letter -> requested items and facts
    core                what an appeal is; pure values and rules
    language            translation, without Qt
    errors | assets     the error tree and messages | the shipped files

The way of the data has one direction: letter, checklist, capture or file, exhibits, plan, files.
"""

__version__ = "0.1.0"
