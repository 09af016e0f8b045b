using System.Text.Json;
using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>Holds what a client answers against what it was asked (client: Elicitation, Security Considerations). What does not fit counts for nothing, so that it is asked again.</summary>
public static class ClientRequestAnswers
{
    /// <summary>Whether JSON is an answer to this request: it has the shape of one, and what is filled into a form fits the form's schema.</summary>
    public static bool Takes(this ClientRequest request, JsonElement answer) => request.IsAnsweredBy(answer)
        && (request.Ability != ClientAnswers.Forms || !answer.GetProperty("action"u8).ValueEquals("accept"u8) || !answer.TryGetProperty("content"u8, out var content) || Fits(request, content));

    private static bool Fits(ClientRequest form, JsonElement content) =>
        new SchemaValidator(JsonElement.Parse(form.Params).GetProperty("requestedSchema"u8)).Validate(content).Count == 0;
}
