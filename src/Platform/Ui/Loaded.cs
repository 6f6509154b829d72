using Microsoft.AspNetCore.Components;

namespace Uramost.Platform.Ui;

/// <summary>
/// What every component of the product derives from (through <c>_Imports.razor</c>): it is rendered once, when all it reads has been read, and once more when a form's handler has ended.
/// The framework's own base renders also at the first real wait, with whatever fields happen to be set by then. That serves pages which fill themselves before the reader's eyes;
/// ours are sent whole, and a database that answers a little later must not change what a page is made of.
/// </summary>
public abstract class Loaded : ComponentBase, IHandleEvent
{
    private bool initialised;

    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        // Read before the first wait: the view does not outlive it.
        parameters.SetParameterProperties(this);
        if (!initialised)
        {
            initialised = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
    }
}
