"""What can be done with a case, one use case a module: plain functions that window and commands both call.

They print nothing, know no Qt and read no clock but the one that they are given. Errors are AssistantErrors, and then
nothing was changed unless the function says otherwise.
"""
